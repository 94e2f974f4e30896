using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using ResNetMLNet.PredictionService.Tests.Files;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.PredictionService.Tests.Page;

/// <summary>The page in a real browser. Whatever a test does, the page asks no other host and breaks no rule.</summary>
[TestClass]
public sealed partial class PageTests : IDisposable
{
    private static readonly ConcurrentBag<string> _complaints = [];

    private static ServiceHost? _service;
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;
    private static IPage _page = null!;
    private static ICDPSession _session = null!;

    private readonly TemporaryFolder _folder = new();

    public required TestContext TestContext { get; init; }

    private static string Address => _service!.BaseAddress.AbsoluteUri;

    private static ILocator Answers => _page.Locator("#answers > li");

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        if (Chromium.Path is null)
            return;
        _service = await ServiceHost.StartAsync(TestModels.Gray);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.StartAsync(_playwright);
        _page = await _browser.NewPageAsync(new() { BaseURL = Address });
        _page.SetDefaultTimeout(5_000);
        _page.Request += (_, request) => ComplainUnless(IsOurs(request.Url), $"The page asked {request.Url}.");
        _page.PageError += (_, error) => _complaints.Add(error);
        _page.Console += (_, line) => ComplainUnless(!line.Text.Contains("Security Policy"), line.Text);
        _page.FileChooser += (_, _) => { }; // so that the browser asks us from the start, and not only after the key
        _session = await _page.Context.NewCDPSessionAsync(_page);
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_service is not null)
            await _service.DisposeAsync();
    }

    [TestInitialize]
    public async Task Open()
    {
        Chromium.IsInstalledOrSkip();
        await _page.SetViewportSizeAsync(900, 900);
        await _page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await _page.GotoAsync("/");
    }

    [TestCleanup]
    public async Task Close()
    {
        if (Chromium.Path is null)
            return;
        await _page.UnrouteAllAsync();
        var complaints = string.Join('\n', _complaints);
        _complaints.Clear();
        Assert.IsEmpty(complaints);
    }

    public void Dispose() => _folder.Dispose();

    private static bool IsOurs(string url) => url.Replace("blob:", "").StartsWith(Address, StringComparison.Ordinal);

    private static void ComplainUnless(bool fine, string complaint)
    {
        if (!fine)
            _complaints.Add(complaint);
    }

    private string Stripes(string name = "stripes.png") => _folder.Write(name, Drawings.Png(9, 1));

    private string Notes() => _folder.Write("notes.txt", [.. "These are words."u8]);

    /// <summary>Drags files over the middle of the page and lets them go, as the browser does with a user's.</summary>
    private static async Task DropAsync(params string[] files)
    {
        foreach (var type in new[] { "dragEnter", "dragOver", "drop" })
            await _session.SendAsync("Input.dispatchDragEvent", new Dictionary<string, object>
            {
                ["type"] = type,
                ["x"] = 150,
                ["y"] = 250,
                ["data"] = new { items = Array.Empty<object>(), files, dragOperationsMask = 1 },
            });
    }

    private static async Task AnswerAsync(int status, object problem, Dictionary<string, string>? headers = null) =>
        await _page.RouteAsync("**/predict?**", route => route.FulfillAsync(new()
        {
            Status = status,
            Headers = headers,
            ContentType = status == 200 ? "application/json" : "application/problem+json",
            Body = JsonSerializer.Serialize(problem),
        }));

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
