using ResNetMLNet.PredictionService.Tests.Files;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;
using ResNetMLNet.Tests.Pipelines.ImageFolder;
using SkiaSharp;

namespace ResNetMLNet.PredictionService.Tests;

[TestClass]
public sealed class ImageFolderModelTests
{
    [TestMethod]
    public async Task A_Model_That_Loads_Pictures_From_Paths_Should_Give_The_Same_Scores()
    {
        byte[][] pictures =
        [
            .. Enumerable.Range(0, 9).Select(i => Drawings.Png(i % 3, i)),
            Pictures.Noise(SKEncodedImageFormat.Jpeg, 97, 61),
            Pictures.Noise(SKEncodedImageFormat.Png, 45, 120),
        ];
        await using var host = await ServiceHost.StartAsync(TestModels.Pictures);
        var offline = Offline.Pictures(TestModels.Pictures, pictures);

        var answers = await Task.WhenAll(pictures.Select(host.PredictAsync));

        for (var i = 0; i < pictures.Length; i++)
            offline[i].AssertSame(answers[i]);
        using var truncated = await host.PostAsync(Pictures.Noise(SKEncodedImageFormat.Jpeg)[..^500], "image/jpeg");
        await Problem.Of(truncated, System.Net.HttpStatusCode.UnprocessableEntity);
    }
}
