using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ResNetMLNet.PredictionService.Tests.Files;

namespace ResNetMLNet.PredictionService.Tests.Page;

public sealed partial class PageTests
{
    [TestMethod]
    public async Task A_Dropped_Picture_Should_Show_Its_Classes_As_Bars_And_Its_Latency()
    {
        await DropAsync(Stripes());

        await ShowsAnAnswerAsync(Answers, "stripes.png");
        var spoken = await _page.Locator("[role=log]").TextContentAsync();
        StringAssert.Matches(spoken, new Regex(@"^stripes\.png: .+, \d+\.\d%\.$"));
    }

    [TestMethod]
    public async Task Chosen_Pictures_Should_Each_Show_An_Answer()
    {
        await _page.GetByLabel("Choose pictures").SetInputFilesAsync([Stripes("left.png"), Stripes("right.png")]);

        await Expect(Answers).ToHaveCountAsync(2);
        await ShowsAnAnswerAsync(Answers.Nth(0), "left.png");
        await ShowsAnAnswerAsync(Answers.Nth(1), "right.png");
    }

    [TestMethod]
    public async Task A_Pasted_Picture_Should_Show_An_Answer()
    {
        await _page.EvaluateAsync(
            """
            base64 => {
              const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
              const clipboardData = new DataTransfer();
              clipboardData.items.add(new File([bytes], "image.png", { type: "image/png" }));
              document.dispatchEvent(new ClipboardEvent("paste", { clipboardData }));
            }
            """,
            Convert.ToBase64String(Drawings.Png(9, 1)));

        await ShowsAnAnswerAsync(Answers, "image.png");
    }

    [TestMethod]
    public async Task The_Picture_Should_Be_Seen_Beside_Its_Answer()
    {
        await DropAsync(Stripes());

        var picture = Answers.GetByRole(AriaRole.Img, new() { Name = "stripes.png" });
        await Expect(picture).ToHaveJSPropertyAsync("naturalWidth", 28);
        await Expect(picture).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task A_Removed_Picture_Should_Hand_The_Focus_To_Its_Neighbour()
    {
        await DropAsync(Stripes("left.png"), Stripes("right.png"));

        await _page.GetByRole(AriaRole.Button, new() { Name = "Remove left.png" }).ClickAsync();

        await Expect(Answers).ToHaveCountAsync(1);
        await Expect(_page.GetByRole(AriaRole.Button, new() { Name = "Remove right.png" })).ToBeFocusedAsync();
    }

    [TestMethod]
    [DataRow(ColorScheme.Light)]
    [DataRow(ColorScheme.Dark)]
    public async Task What_Decided_Should_Be_Shown_Over_The_Picture_On_Wish(ColorScheme scheme)
    {
        await _page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await DropAsync(Stripes());
        var button = _page.GetByRole(AriaRole.Button, new() { Name = "Show what decided in stripes.png" });
        var request = await _page.RunAndWaitForRequestAsync(() => button.ClickAsync(), "**/explain?class=*");
        var name = await Answers.Locator(".class").First.TextContentAsync();

        StringAssert.EndsWith(request.Url, $"/explain?class={Uri.EscapeDataString(name!)}");
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(Answers.Locator(".reason")).ToContainTextAsync($"speaks for {name}");
        var explained = Answers.GetByRole(AriaRole.Img, new() { Name = $"stripes.png with the places that speak for {name}" });
        await Expect(explained).ToHaveJSPropertyAsync("naturalWidth", 28);
        await ScreenshotAsync($"page-why-{scheme.ToString().ToLowerInvariant()}.png");
        await IsAccessibleAsync();

        await button.ClickAsync();

        await Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(Answers.GetByRole(AriaRole.Img, new() { Name = "stripes.png", Exact = true })).ToBeVisibleAsync();
        await Expect(Answers.Locator(".reason")).ToBeEmptyAsync();
    }

    [TestMethod]
    public async Task An_Explanation_That_Fails_Should_Say_So_Beside_The_Answer_And_Be_Asked_For_Again()
    {
        await _page.RouteAsync("**/explain?**", route => route.FulfillAsync(new() { Status = 429, Body = "" }));
        await DropAsync(Stripes());
        var button = _page.GetByRole(AriaRole.Button, new() { Name = "Show what decided in stripes.png" });

        await button.ClickAsync();

        await Expect(Answers.Locator(".reason")).ToHaveTextAsync("The service has too much to do.");
        await ShowsAnAnswerAsync(Answers, "stripes.png");
        await _page.UnrouteAllAsync();
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [TestMethod]
    public async Task A_Model_That_Cannot_Explain_Should_Not_Be_Asked_To()
    {
        await _page.RouteAsync("**/model", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = """{"name":"two.zip","classes":["cat","dog"],"loadedAt":"2026-01-31T12:00:00Z","sha256":"00","explains":false}""",
        }));

        await DropAsync(Stripes());

        await Expect(Answers.Locator(".latency")).Not.ToBeEmptyAsync();
        await Expect(Answers.Locator(".why")).ToBeHiddenAsync();
    }

    [TestMethod]
    public async Task The_Name_Of_A_Class_Should_Never_Be_Markup()
    {
        const string name = "<script>alert(1)</script><img src=x onerror=alert(1)>";
        await AnswerAsync(200, Prediction(name));

        await DropAsync(Stripes("<b>.png"));

        await Expect(Answers.Locator(".class")).ToHaveTextAsync(name);
        await Expect(Answers.Locator(".percent")).ToHaveTextAsync("< 0.1%");
        await Expect(Answers.Locator(".name")).ToHaveTextAsync("<b>.png");
        await Expect(_page.Locator("#answers script, #answers b, [onerror]")).ToHaveCountAsync(0);
    }

    [TestMethod]
    [DataRow(null, true)]
    [DataRow("Sneaker", false)]
    public async Task The_Page_Should_Say_That_The_Model_Is_Not_Sure(string? label, bool isUnsure)
    {
        await AnswerAsync(200, new { predictions = new[] { new { label, classes = new[] { new { @class = "Sneaker", probability = 0.4 } } } } });

        await DropAsync(Stripes("shoe.png"));

        await Expect(Answers.Locator(".class")).ToHaveTextAsync("Sneaker");
        await Expect(Answers.Locator(".unsure")).ToBeVisibleAsync(new() { Visible = isUnsure });
        await Expect(_page.Locator("#spoken p")).ToHaveTextAsync($"shoe.png: {(isUnsure ? "not sure, perhaps " : "")}Sneaker, 40.0%.");
    }

    private static object Prediction(string name) => new
    {
        predictions = new[] { new { classes = new[] { new { @class = name, probability = 0.00001 } } } },
    };

    private static async Task ShowsAnAnswerAsync(ILocator answer, string name)
    {
        await Expect(answer.Locator(".name")).ToHaveTextAsync(name);
        await Expect(answer.Locator(".latency")).ToHaveTextAsync(new Regex(@"^\d+ ms$"));
        await Expect(answer.Locator(".error")).ToBeHiddenAsync();
        var classes = await answer.Locator(".class").AllTextContentsAsync();
        CollectionAssert.AreEquivalent(classes.Distinct().ToArray(), classes.ToArray());
        await BarsAgreeAsync(answer, classes.Count);
    }

    /// <summary>Bars from the likeliest down, each as long as its percentage says, to two pixels.</summary>
    private static async Task BarsAgreeAsync(ILocator answer, int count)
    {
        var percents = (await answer.Locator(".percent").AllTextContentsAsync()).Select(Number).ToArray();
        var bars = await answer.Locator(".bar").EvaluateAllAsync<double[]>("bars => bars.map(bar => bar.offsetWidth)");
        var whole = await answer.Locator(".track").First.EvaluateAsync<double>("track => track.offsetWidth");
        Assert.HasCount(count, bars);
        CollectionAssert.AreEqual(percents.OrderDescending().ToArray(), percents);
        foreach (var (bar, percent) in bars.Zip(percents))
            Assert.AreEqual(percent / 100 * whole, bar, delta: 2);
    }

    private static double Number(string percent) =>
        double.Parse(percent.Trim('<', ' ', '%'), CultureInfo.InvariantCulture);
}
