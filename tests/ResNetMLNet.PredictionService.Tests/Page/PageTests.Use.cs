using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ResNetMLNet.PredictionService.Tests.Page;

public sealed partial class PageTests
{
    [TestMethod]
    [DataRow("Enter")]
    [DataRow("Space")]
    public async Task Two_Keys_Should_Open_The_File_Chooser(string key)
    {
        await _page.Keyboard.PressAsync("Tab");
        await Expect(_page.GetByLabel("Choose pictures")).ToBeFocusedAsync();

        var chooser = await _page.RunAndWaitForFileChooserAsync(() => _page.Keyboard.PressAsync(key));
        await chooser.SetFilesAsync(Stripes());

        await ShowsAnAnswerAsync(Answers, "stripes.png");
    }

    [TestMethod]
    public async Task The_Focus_Should_Be_Seen_On_The_Button()
    {
        await _page.Keyboard.PressAsync("Tab");

        await Expect(_page.GetByText("Choose pictures")).ToHaveCSSAsync("outline-style", "solid");
    }

    [TestMethod]
    public async Task The_Page_Should_Say_Which_Model_Answers()
    {
        await Expect(_page.Locator("#model")).ToContainTextAsync("model.zip answers: 10 classes, loaded ");
        await _page.GetByText("What this model can tell apart").ClickAsync();

        await Expect(_page.GetByText("Trouser")).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task The_Page_Should_Forbid_What_Is_Not_Its_Own()
    {
        var answer = await _page.ReloadAsync();

        StringAssert.StartsWith(answer!.Headers["content-security-policy"], "default-src 'self'; img-src 'self' blob:;");
        Assert.AreEqual("nosniff", answer.Headers["x-content-type-options"]);
    }

    [TestMethod]
    public async Task A_Model_Of_Two_Classes_Should_Not_Be_Asked_For_More()
    {
        await _page.RouteAsync("**/model", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = """{"name":"two.zip","classes":["cat","dog"],"loadedAt":"2026-01-31T12:00:00Z","sha256":"00"}""",
        }));

        var request = await _page.RunAndWaitForRequestAsync(() => DropAsync(Stripes()), "**/predict?**");

        StringAssert.EndsWith(request.Url, "/predict?top=2");
        await Expect(_page.Locator("#model")).ToContainTextAsync("two.zip answers: 2 classes");
    }

    [TestMethod]
    [DataRow(ColorScheme.Light)]
    [DataRow(ColorScheme.Dark)]
    public async Task The_Page_Should_Be_Accessible_In_Light_And_Dark(ColorScheme scheme)
    {
        await _page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await DropAsync(Stripes(), Notes());
        await ShowsAnAnswerAsync(Answers.Nth(0), "stripes.png");
        await Expect(Answers.Nth(1).Locator(".error")).ToBeVisibleAsync();
        await _page.Locator("summary").ClickAsync();

        await ScreenshotAsync($"page-{scheme.ToString().ToLowerInvariant()}.png");
        await IsAccessibleAsync();
    }

    [TestMethod]
    public async Task The_Page_Should_Fit_A_Narrow_Screen()
    {
        await _page.SetViewportSizeAsync(320, 900);
        await DropAsync(Stripes("a-name-so-long-that-it-has-no-place-in-one-line-of-a-telephone.png"));
        await Expect(Answers.Locator(".latency")).Not.ToBeEmptyAsync();

        await ScreenshotAsync("page-narrow.png");
        Assert.AreEqual(320, await _page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    private static async Task IsAccessibleAsync()
    {
        var violations = (await _page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] })).Violations;
        Assert.IsEmpty(violations, string.Join('\n', violations.Select(
            violation => $"{violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}")));
    }

    private async Task ScreenshotAsync(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "TestResults", "Page", name);
        await _page.ScreenshotAsync(new() { Path = path, FullPage = true });
        TestContext.AddResultFile(path);
    }
}
