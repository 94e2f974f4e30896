using System.Reflection;
using System.Runtime.CompilerServices;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.Training;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Tests;

/// <summary>The public surface changes on purpose only: then the file that the failing test names replaces PublicApi.txt.</summary>
[TestClass]
public sealed class PublicApiTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly[] _assemblies =
    [
        typeof(FeaturizationCatalog).Assembly, typeof(ResNetTrainer).Assembly, typeof(OnnxRuntimeCatalog).Assembly,
    ];

    [TestMethod]
    public void Public_Surface_Should_Be_The_Approved_One()
    {
        var approved = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PublicApi.txt")).ReplaceLineEndings("\n").TrimEnd();
        var actual = string.Join('\n', _assemblies.SelectMany(Describe));

        if (approved == actual)
            return;
        var received = Path.Combine(AppContext.BaseDirectory, "PublicApi.received.txt");
        File.WriteAllText(received, actual + "\n");
        var changes = approved.Split('\n').Except(actual.Split('\n')).Select(line => "- " + line)
            .Concat(actual.Split('\n').Except(approved.Split('\n')).Select(line => "+ " + line));
        Assert.Fail($"The public surface changed. If that is meant, put {received} in place of PublicApi.txt.\n{string.Join('\n', changes.Take(20))}");
    }

    private static IEnumerable<string> Describe(Assembly assembly) =>
    [
        $"assembly {assembly.GetName().Name}",
        .. assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(Describe),
    ];

    private static IEnumerable<string> Describe(Type type) =>
    [
        $"{Kind(type)} {type.FullName}",
        .. type.GetMembers(Declared)
            .Where(member => member is not MethodBase { IsSpecialName: true, IsConstructor: false } and not FieldInfo { IsSpecialName: true } and not Type)
            .Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(member => "    " + Describe(member))
            .Order(StringComparer.Ordinal),
    ];

    private static string Kind(Type type) =>
        type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsInterface ? "interface" : type is { IsAbstract: true, IsSealed: true } ? "static class" : "class";

    private static string Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo method => $"{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        PropertyInfo property => $"{Name(property.PropertyType)} {property.Name} {{ {(property.CanRead ? "get; " : "")}{(property.SetMethod?.IsPublic == true ? "set; " : "")}}}",
        FieldInfo field => $"{Name(field.FieldType)} {field.Name}",
        _ => member.ToString()!,
    };

    private static string Parameters(MethodBase method) => string.Join(
        ", ",
        method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : "")}"));

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
