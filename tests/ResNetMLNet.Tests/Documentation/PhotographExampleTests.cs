using System.Globalization;
using System.Net.Http.Json;
using Microsoft.ML;
using ResNetMLNet.Tests.Utilities;
using SkiaSharp;

namespace ResNetMLNet.Tests.Documentation;

/// <summary>The examples that train on pictures in folders and ask that model, as they stand in the guides.</summary>
[TestClass]
public sealed class PhotographExampleTests
{
    private const string Weights = "DnnImageModels";
    private const string Upload = "pictures/light/0.jpg";

    private static TemporaryFolder _folder = null!;
    private static string _trained = null!;
    private static Answer _expected = null!;

    [ClassInitialize]
    public static void Train(TestContext context)
    {
        _folder = new TemporaryFolder();
        DrawPictures("dark", SKColors.DarkGreen);
        DrawPictures("light", SKColors.LightYellow);
        _trained = Pipeline(_folder, "pictures", "pictures");
        _expected = Score(_folder.File(Upload));
    }

    [ClassCleanup]
    public static void Delete() => _folder.Dispose();

    [TestMethod]
    public void The_Guide_To_Photographs_Should_Train_On_Pictures_In_Folders() =>
        Assert.AreEqual(1, double.Parse(_trained, CultureInfo.CurrentCulture));

    [TestMethod]
    [TestCategory(TestCategories.Long)]
    public void The_Guide_To_Photographs_Should_Tell_Ants_From_Bees()
    {
        if (Environment.GetEnvironmentVariable("PHOTOS_DIR") is not { Length: > 0 } photos)
        {
            Assert.Inconclusive("Set PHOTOS_DIR to the folder of the reference photos.");
            return;
        }

        using var folder = new TemporaryFolder();
        var accuracy = Pipeline(folder, Path.Combine(photos, "ants-bees", "train"), Path.Combine(photos, "ants-bees", "val"));

        Assert.IsGreaterThanOrEqualTo(0.95, double.Parse(accuracy, CultureInfo.CurrentCulture));
    }

    [TestMethod]
    public void The_Guide_To_Photographs_Should_Name_What_An_Uploaded_Picture_Shows()
    {
        using var program = new ExampleProgram(ExampleOf("pipelines/ImageFolder/photographs.md", "Predict("), _folder.Path, Upload);

        Assert.AreEqual($"{_expected.PredictedLabel} {_expected.Score.Max():P0}", program.Output().Trim());
    }

    [TestMethod]
    public void The_Guide_To_Photographs_Should_Find_What_Is_Wrong_With_Them()
    {
        using var program = new ExampleProgram(
            ExampleOf("pipelines/ImageFolder/photographs.md", "DataReport"), _folder.Path, "pictures", "pictures");

        Assert.StartsWith("the same file in training and test: keep it out of training. ", program.Output());
    }

    [TestMethod]
    public async Task The_Guide_To_The_Service_Should_Answer_An_Uploaded_Picture()
    {
        using var program = new ExampleProgram(
            ExampleOf("pipelines/PredictionService/service.md"), _folder.Path, "--urls", "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = new Uri(program.After("Now listening on: ")) };
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(_folder.File(Upload)));
        using var response = await client.PostAsync(new Uri("predict", UriKind.Relative), content);

        var answer = await response.Content.ReadFromJsonAsync<Answer>();
        Assert.AreEqual(_expected.PredictedLabel, answer!.PredictedLabel);
        Assert.AreSequenceEqual(_expected.Score, answer.Score);
    }

    /// <summary>Runs the guide's pipeline beside the weights for ImageNet, as its package leaves them.</summary>
    private static string Pipeline(TemporaryFolder folder, params string[] arguments)
    {
        Directory.CreateSymbolicLink(folder.File(Weights), Path.Combine(AppContext.BaseDirectory, Weights));
        using var program = new ExampleProgram(ExampleOf("pipelines/ImageFolder/photographs.md", "PhotographRecipes"), folder.Path, arguments);
        return program.Output();
    }

    private static Example ExampleOf(string guide, string part = "ImagePath") =>
        new Guide(guide).Examples.Single(example => example.Text.Contains(part, StringComparison.Ordinal));

    private static void DrawPictures(string className, SKColor color)
    {
        Directory.CreateDirectory(_folder.File($"pictures/{className}"));
        using var bitmap = new SKBitmap(48, 40);
        bitmap.Erase(color);
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, quality: 95);
        for (var number = 0; number < 8; number++)
            _folder.Write($"pictures/{className}/{number}.jpg", data.ToArray());
    }

    private static Answer Score(string picture)
    {
        var ml = new MLContext();
        var model = ml.Model.Load(_folder.File("model.zip"), out _);
        using var engine = ml.Model.CreatePredictionEngine<Row, Answer>(model);
        return engine.Predict(new Row { ImagePath = picture });
    }

    private sealed class Row
    {
        public string ImagePath { get; set; } = "";

        public string Label { get; set; } = "";
    }

    private sealed class Answer
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}
