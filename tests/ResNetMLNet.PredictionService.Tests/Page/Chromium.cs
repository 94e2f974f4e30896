using Microsoft.Playwright;

namespace ResNetMLNet.PredictionService.Tests.Page;

/// <summary>The installed browser that the tests of the page drive, without a window.</summary>
internal static class Chromium
{
    private const string Variable = "CHROMIUM_PATH";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>The browser's file, from the variable or a folder of PATH; null where there is none.</summary>
    public static string? Path { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : Installed().FirstOrDefault();

    /// <summary>Ends the test as skipped, with the remedy, where there is no browser.</summary>
    public static void IsInstalledOrSkip()
    {
        if (Path is null)
            Assert.Inconclusive(
                $"There is no browser for the page: install Chromium, as by apt install chromium, or set {Variable}.");
    }

    /// <summary>Starts the browser. Chromium's own sandbox does not work for the root user.</summary>
    public static Task<IBrowser> StartAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Path,
        ChromiumSandbox = !Environment.IsPrivilegedProcess,
    });

    private static IEnumerable<string> Installed() =>
        from name in Names
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        from ending in OperatingSystem.IsWindows() ? [".exe"] : new[] { "" }
        let file = System.IO.Path.Combine(folder, name + ending)
        where File.Exists(file)
        select file;
}
