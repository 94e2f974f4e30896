using System.Reflection;

namespace ResNetMLNet.Interop;

/// <summary>The versions of assemblies as they were built.</summary>
internal static class AssemblyVersion
{
    /// <summary>The version of a type's assembly, with the commit behind a plus where it is known.</summary>
    public static string Of(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? $"{type.Assembly.GetName().Version}";
}
