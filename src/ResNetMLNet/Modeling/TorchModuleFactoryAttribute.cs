namespace ResNetMLNet.Modeling;

/// <summary>Registers an <see cref="ITorchModuleFactory"/> under a name by which model files refer to it.</summary>
/// <param name="name">The name: once given, it is not to change, even where the class gets another one.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TorchModuleFactoryAttribute(string name) : Attribute
{
    /// <summary>The name, unique in its assembly.</summary>
    public string Name { get; } = name;
}
