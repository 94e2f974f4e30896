using System.Reflection;
using ResNetMLNet.Communication;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Training;

/// <summary>An option that can be given as a text, or a part of one; a new property is one without another line.</summary>
/// <param name="Option">The property of the options.</param>
/// <param name="Part">The property of the nested option; null for the option itself.</param>
internal sealed record OptionPath(PropertyInfo Option, PropertyInfo? Part = null)
{
    /// <summary>The property that the value belongs to.</summary>
    public PropertyInfo Property => Part ?? Option;

    /// <summary>The type of the value, whether or not there may be none.</summary>
    public Type Type => Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>Its name, that of a part after a dot: <c>Optimizer.Momentum</c>.</summary>
    public string Name => Part is null ? Option.Name : $"{Option.Name}.{Part.Name}";

    /// <summary>The types that a nested option can be of, for a part those that have it; none for a plain value.</summary>
    public IReadOnlyList<Type> Kinds { get; } =
        [.. KindsOf(Option.PropertyType).Where(kind => Part is null || kind.GetProperty(Part.Name) is not null)];

    /// <summary>The options, each with the parts of all types that it can be of behind it.</summary>
    public static IEnumerable<OptionPath> All(Type options) => Options(options).SelectMany(option => (IEnumerable<OptionPath>)
    [
        new(option),
        .. KindsOf(option.PropertyType)
            .SelectMany(Parts)
            .DistinctBy(part => part.Name)
            .OrderBy(part => part.MetadataToken)
            .Select(part => new OptionPath(option, part)),
    ]);

    /// <summary>The options that have a text, in the order in which they are written down, those of the derived type first.</summary>
    public static IEnumerable<PropertyInfo> Options(Type options) => options.GetProperties()
        .Where(option => HasText(option.PropertyType))
        .OrderBy(option => option.DeclaringType != options)
        .ThenBy(option => option.MetadataToken);

    /// <summary>The parts of a nested option, in the order of the text.</summary>
    public static IEnumerable<PropertyInfo> Parts(Type kind) => kind
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .OrderBy(property => property.Name, StringComparer.Ordinal);

    /// <summary>Whether options of this type have parts.</summary>
    public static bool IsNested(Type type) => type.IsClass && type.Assembly == typeof(OptionPath).Assembly && !NamesFile(type) && type != typeof(Communicator);

    /// <summary>Whether options of this type are the name of something on the disk, not what is there.</summary>
    public static bool NamesFile(Type type) => type == typeof(string) || type == typeof(PretrainedWeights);

    /// <summary>The value; null for the part of what is none, or of another type.</summary>
    public object? ValueIn(TorchTrainerOptions options)
    {
        var value = Option.GetValue(options);
        return Part is null ? value : value?.GetType().GetProperty(Part.Name)?.GetValue(value);
    }

    /// <summary>The types that an option can be of; none for one that is a plain value.</summary>
    private static IEnumerable<Type> KindsOf(Type type) => !IsNested(type) ? [] : type.Assembly.GetExportedTypes()
        .Where(kind => kind.IsAssignableTo(type) && !kind.IsAbstract)
        .OrderBy(kind => kind.Name, StringComparer.Ordinal);

    private static bool HasText(Type type) =>
        IsNested(type)
        || type == typeof(IReadOnlyList<float>)
        || type == typeof(IReadOnlyList<int>)
        || (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } or { IsPrimitive: true }
        || NamesFile(type)
        || type == typeof(TimeSpan?);
}
