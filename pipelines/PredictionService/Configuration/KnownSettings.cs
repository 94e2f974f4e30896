namespace ResNetMLNet.Pipelines.PredictionService.Configuration;

/// <summary>What can be set: the service's own settings, and those of ASP.NET Core that make sense for it.</summary>
internal static class KnownSettings
{
    private static readonly string[] Own =
        [.. typeof(ServiceOptions).GetProperties().Select(property => $"{ServiceOptions.Section}:{property.Name}")];

    private static readonly string[] Standard =
        ["urls", "http_ports", "https_ports", "environment", "AllowedHosts", "shutdownTimeoutSeconds"];

    private static readonly string[] OpenSections = ["Kestrel:", "Logging:"];

    /// <summary>Whether there is such a setting.</summary>
    public static bool Contains(string name) =>
        Own.Concat(Standard).Contains(name, StringComparer.OrdinalIgnoreCase)
        || Array.Exists(OpenSections, section => name.StartsWith(section, StringComparison.OrdinalIgnoreCase));

    /// <summary>The setting that is most like a wrong one.</summary>
    public static string Nearest(string name) => Own.Concat(Standard).MaxBy(known => Math.Max(
        Likeness(LettersOf(name), LettersOf(known)), Likeness(LettersOf(LastPart(name)), LettersOf(LastPart(known)))))!;

    private static string LastPart(string name) => name[(name.LastIndexOf(':') + 1)..];

    private static string LettersOf(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>The share of two words that they have in common, in the same order: 1 for the same word.</summary>
    private static double Likeness(string a, string b)
    {
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                common[i, j] = a[i - 1] == b[j - 1]
                    ? common[i - 1, j - 1] + 1
                    : Math.Max(common[i - 1, j], common[i, j - 1]);
            }
        }

        return 2.0 * common[a.Length, b.Length] / Math.Max(1, a.Length + b.Length);
    }
}
