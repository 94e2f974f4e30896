using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ResNetMLNet.Files;

namespace ResNetMLNet.Modeling;

/// <summary>What a model file says about the factory of its network.</summary>
/// <param name="AssemblyName">The simple name of its assembly.</param>
/// <param name="Name">The name that it is registered under.</param>
/// <param name="Configuration">Its public properties as JSON.</param>
internal sealed record TorchModuleReference(string AssemblyName, string Name, string Configuration)
{
    private static readonly JsonSerializerOptions _json = new()
    {
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
        IncludeFields = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Refers to a factory, and makes sure that it will be found again.</summary>
    /// <exception cref="ArgumentException">It has no name or shares it, or does not come back from its JSON.</exception>
    public static TorchModuleReference To(ITorchModuleFactory factory)
    {
        var type = factory.GetType();
        var name = type.GetCustomAttribute<TorchModuleFactoryAttribute>()?.Name;
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException(
                $"The factory {type} has no name for model files: put [TorchModuleFactory(\"...\")] on the class.", nameof(factory));
        }
        var reference = new TorchModuleReference(type.Assembly.GetName().Name!, name, Serialize(factory));
        reference.CheckComesBack(type);
        return reference;
    }

    /// <summary>Finds the factory and gives it its configuration.</summary>
    /// <exception cref="InvalidOperationException">There is no such assembly or factory, or it does not take the configuration.</exception>
    public ITorchModuleFactory Resolve()
    {
        var type = FindType();
        try
        {
            return (ITorchModuleFactory)(JsonSerializer.Deserialize(Configuration, type, _json)
                ?? throw new JsonException("The configuration is null."));
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or ArgumentException)
        {
            throw new InvalidOperationException(
                $"The network {Quoted(Name)} of the model is made by {type}, which does not take the saved configuration "
                + $"{Quoted(Configuration)}: {exception.Message} Load the model with the version of {Quoted(AssemblyName)} that it "
                + "was saved with.",
                exception);
        }
    }

    private void CheckComesBack(Type type)
    {
        try
        {
            var again = Serialize(Resolve());
            if (again == Configuration)
                return;
            throw new ArgumentException(
                $"The factory {type} cannot be saved: of its configuration {Configuration} only {again} comes back. Give each "
                + "property a parameter of the constructor with its name, or a setter.");
        }
        catch (InvalidOperationException exception)
        {
            throw new ArgumentException($"The factory {type} cannot be saved: {exception.Message}", exception);
        }
    }

    private Type FindType()
    {
        var types = TypesOf(LoadAssembly())
            .Where(type => type.GetCustomAttribute<TorchModuleFactoryAttribute>()?.Name == Name)
            .Where(type => type.IsAssignableTo(typeof(ITorchModuleFactory)) && !type.IsAbstract)
            .ToList();
        return types switch
        {
            [var type] => type,
            [] => throw new InvalidOperationException(
                $"The network of the model is made by the factory {Quoted(Name)}, which the assembly {Quoted(AssemblyName)} does not "
                + "have: deploy the version with the class that bears this name by [TorchModuleFactory]."),
            _ => throw new InvalidOperationException(
                $"Several classes of the assembly {Quoted(AssemblyName)} bear the name {Quoted(Name)}: {string.Join(", ", types)}. "
                + "Give each factory a name of its own."),
        };
    }

    /// <summary>The types that can be loaded: an assembly may have others, for which something is missing here.</summary>
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }

    /// <summary>An assembly that is loaded already comes first: plugins have theirs where a search by name does not look.</summary>
    private Assembly LoadAssembly()
    {
        try
        {
            return AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => assembly.GetName().Name == AssemblyName)
                ?? Assembly.Load(new AssemblyName { Name = AssemblyName });
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or ArgumentException)
        {
            throw new InvalidOperationException(
                $"The network of the model is made by the factory {Quoted(Name)} of the assembly {Quoted(AssemblyName)}, which is not "
                + "there: deploy it with the application.", exception);
        }
    }

    private static string Serialize(ITorchModuleFactory factory)
    {
        try
        {
            return JsonSerializer.Serialize(factory, factory.GetType(), _json);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new ArgumentException(
                $"The factory {factory.GetType()} cannot be written as JSON: {exception.Message} Make its properties plain values.",
                nameof(factory),
                exception);
        }
    }

    private static string Quoted(string text) => SafeTensorsError.Quoted(text);
}
