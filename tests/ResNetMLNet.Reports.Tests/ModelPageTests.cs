using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.Playwright;
using ResNetMLNet.PredictionService.Tests.Page;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms;
using static Microsoft.Playwright.Assertions;

namespace ResNetMLNet.Reports.Tests;

/// <summary>The page of a report, in a real browser without a network.</summary>
[TestClass]
public sealed class ModelPageTests
{
    private const string Markup = "<img src=x onerror=alert(1)>";
    private const int Size = 8;

    private static readonly ConcurrentBag<string> _complaints = [];
    private static readonly TemporaryFolder _folder = new();
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;
    private static IPage _page = null!;

    public required TestContext TestContext { get; init; }

    private static string File => Path.Combine(_folder.Path, "report.html");

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        if (Chromium.Path is null)
            return;
        var options = PageOptions();
        Report(seed: 1).SaveAsHtml(File, options);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.StartAsync(_playwright);
        _page = await _browser.NewPageAsync();
        _page.SetDefaultTimeout(5_000);
        _page.Request += (_, request) => ComplainUnless(request.Url.StartsWith("file:", StringComparison.Ordinal) || request.Url.StartsWith("data:", StringComparison.Ordinal), request.Url);
        _page.PageError += (_, error) => _complaints.Add(error);
        _page.Dialog += (_, dialog) => _complaints.Add(dialog.Message);
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _folder.Dispose();
    }

    [TestInitialize]
    public async Task Open()
    {
        Chromium.IsInstalledOrSkip();
        await _page.SetViewportSizeAsync(1280, 900);
        await _page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, Media = Media.Screen });
        await _page.GotoAsync(new Uri(File).AbsoluteUri);
    }

    [TestCleanup]
    public void Complain() => Assert.IsEmpty(_complaints, string.Join('\n', _complaints));

    [TestMethod]
    [DataRow(360, ColorScheme.Light)]
    [DataRow(800, ColorScheme.Dark)]
    [DataRow(1280, ColorScheme.Light)]
    public async Task The_Page_Should_Be_Accessible_And_Fit_Its_Window(int width, ColorScheme colors)
    {
        await _page.SetViewportSizeAsync(width, 900);
        await _page.EmulateMediaAsync(new() { ColorScheme = colors });

        await IsAccessibleAsync();
        Assert.AreEqual(width, await _page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        var path = Path.Combine(AppContext.BaseDirectory, "TestResults", "Report", $"{width}.png");
        await _page.ScreenshotAsync(new() { Path = path, FullPage = true });
        TestContext.AddResultFile(path);
    }

    [TestMethod]
    public async Task All_That_There_Is_To_Say_Should_Have_Its_Section()
    {
        var sections = await _page.Locator("h2").AllTextContentsAsync();

        Assert.AreSequenceEqual(
            [
                "Figures", "Against the other model", "Training", "Classes", "Confusions", "Slices", "Confidence", "Worst mistakes",
                "Least sure right answers", "Robustness", "Model and data",
            ],
            sections);
        await Expect(_page.GetByRole(AriaRole.Link)).ToHaveCountAsync(sections.Count);
        await Expect(_page.GetByRole(AriaRole.Img, new() { Name = "Loss" })).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task A_Cell_Of_The_Confusions_Should_Open_Its_Pictures()
    {
        var cell = _page.Locator(".wrong button").First;
        var dialog = _page.Locator($"#{await cell.GetAttributeAsync("popovertarget")}");
        await Expect(dialog).ToBeHiddenAsync();

        await cell.PressAsync("Enter");

        await Expect(dialog).ToBeVisibleAsync();
        await Expect(dialog.GetByRole(AriaRole.Img).First).ToHaveJSPropertyAsync("naturalWidth", Size);
        await IsAccessibleAsync();
        await _page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
    }

    [TestMethod]
    public async Task On_Paper_There_Should_Be_No_Navigation()
    {
        await _page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(_page.GetByRole(AriaRole.Navigation)).ToBeHiddenAsync();
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Figures" })).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task Names_Should_Never_Be_Markup()
    {
        await Expect(_page.GetByText(Markup).First).ToBeVisibleAsync();
        await Expect(_page.Locator("img[src=x]")).ToHaveCountAsync(0);
    }

    private static ModelReport.PageOptions PageOptions() => new()
    {
        Title = $"Squares {Markup}",
        Facts = [new("Network", "a small one"), new("Written", new string('x', 300))],
        Curves = [new("Loss", "train", [2, 1, 0.5]), new("Loss", "validation", [2.1, null, 1.3]), new("Accuracy", "train", [0.5, 0.6, 0.7])],
        Baseline = Report(seed: 2),
        SliceColumnNames = ["Shop"],
        Changes = [PictureChange.Blur(1), PictureChange.Brightness(1.5)],
    };

    /// <summary>A report of four classes, by the brightness of squares with much noise.</summary>
    private static ModelReport Report(int seed)
    {
        var ml = new MLContext(seed: 1);
        var data = ml.Data.LoadFromEnumerable(Rows(200, seed: 7));
        var model = ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.Transforms.PixelsToFeatures("Features", "Pixels"))
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()).Fit(ml.Data.LoadFromEnumerable(Rows(40, seed)));
        return ModelReport.Of(ml, model, data);
    }

    private static List<Row> Rows(int count, int seed)
    {
        string[] names = ["dark", "dim", Markup, "white"];
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(i => new Row
            {
                Label = names[i % 4],
                Shop = i % 3 == 0 ? "north" : "south",
                Pixels = [.. Enumerable.Range(0, Size * Size).Select(_ => (byte)Math.Clamp((i % 4 * 60) + random.Next(-150, 150), 0, 255))],
            }),
        ];
    }

    private static async Task IsAccessibleAsync()
    {
        var violations = (await _page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] })).Violations;
        Assert.IsEmpty(violations, string.Join('\n', violations.Select(
            violation => $"{violation.Help}: {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Html))}")));
    }

    private static void ComplainUnless(bool isRight, string complaint)
    {
        if (!isRight)
            _complaints.Add(complaint);
    }

    private sealed class Row
    {
        public string Label { get; set; } = "";

        public string Shop { get; set; } = "";

        [VectorType(Size, Size)]
        public byte[] Pixels { get; set; } = [];
    }
}
