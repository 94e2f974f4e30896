namespace System.Runtime.CompilerServices;

/// <summary>
/// Makes the runtime allow this assembly to use the internal members of the named one.
/// </summary>
/// <remarks>
/// The runtime knows the attribute by its name and no framework assembly declares it. The build applies it once for
/// each <c>PublicizedReference</c> of the project (<c>Publicize.targets</c>).
/// </remarks>
/// <param name="assemblyName">Simple name of the assembly whose internal members are used.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    /// <summary>Simple name of the assembly whose internal members are used.</summary>
    public string AssemblyName { get; } = assemblyName;
}
