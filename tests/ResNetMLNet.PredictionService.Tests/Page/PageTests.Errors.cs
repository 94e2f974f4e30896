using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ResNetMLNet.PredictionService.Tests.Page;

public sealed partial class PageTests
{
    [TestMethod]
    public async Task A_Dropped_File_That_Is_No_Picture_Should_Show_What_Is_Wrong()
    {
        await DropAsync(Notes());

        await Expect(Answers.Locator(".error")).ToHaveTextAsync(new Regex("JPEG, PNG, WebP, GIF or BMP"));
        await Expect(Answers.GetByText("no preview")).ToBeVisibleAsync();
        await Expect(Answers.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeHiddenAsync();
        await Expect(_page.Locator("[role=log]")).ToContainTextAsync("notes.txt: ");
    }

    [TestMethod]
    public async Task A_Bad_File_Should_Not_Spoil_The_Picture_Beside_It()
    {
        await DropAsync(Notes(), Stripes());

        await Expect(Answers.Nth(0).Locator(".error")).ToBeVisibleAsync();
        await ShowsAnAnswerAsync(Answers.Nth(1), "stripes.png");
    }

    [TestMethod]
    public async Task A_Dropped_File_That_Is_Too_Large_Should_Show_How_Large_It_May_Be()
    {
        await DropAsync(_folder.Write("large.png", new byte[40_000_000]));

        await Expect(Answers.Locator(".error")).ToContainTextAsync("at most 16777216 are taken");
    }

    [TestMethod]
    public async Task A_Dropped_Folder_Should_Be_Called_One()
    {
        await DropAsync(Directory.CreateDirectory(_folder.File("pictures")).FullName);

        await Expect(Answers.Locator(".error")).ToHaveTextAsync(
            "This cannot be read. If it is a folder, drop the pictures in it.");
    }

    [TestMethod]
    public async Task A_Busy_Service_Should_Say_When_To_Try_Again_And_Trying_Again_Should_Work()
    {
        await AnswerAsync(
            429, new { title = "Too Many Requests", detail = "Too many pictures wait." }, new() { ["Retry-After"] = "2" });
        await DropAsync(Stripes());
        await Expect(Answers.Locator(".error")).ToHaveTextAsync("Too many pictures wait. The service asks to wait 2 seconds.");

        await _page.UnrouteAllAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Try again with stripes.png" }).ClickAsync();

        await ShowsAnAnswerAsync(Answers, "stripes.png");
    }

    [TestMethod]
    public async Task A_Service_That_Is_Gone_Should_Be_Said_To_Be()
    {
        await _page.RouteAsync("**/predict?**", route => route.AbortAsync());

        await DropAsync(Stripes());

        await Expect(Answers.Locator(".error")).ToHaveTextAsync(
            "The service cannot be reached. Check that it is running and that you are connected.");
    }

    [TestMethod]
    public async Task An_Answer_That_Is_Not_The_Services_Should_Be_Said_To_Be()
    {
        await _page.RouteAsync("**/predict?**", route => route.FulfillAsync(new() { Body = "<p>Please log in.</p>" }));

        await DropAsync(Stripes());

        await Expect(Answers.Locator(".error")).ToHaveTextAsync(
            "What came back is not an answer of this service. Is there a proxy in between?");
    }

    [TestMethod]
    public async Task A_Paste_Without_A_File_Should_Say_So()
    {
        await _page.EvaluateAsync(
            "document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: new DataTransfer() }))");

        await Expect(_page.GetByRole(AriaRole.Status)).ToHaveTextAsync(
            "There was no file in that. Drop, paste or choose picture files.");
    }
}
