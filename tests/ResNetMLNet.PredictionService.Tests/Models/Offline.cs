using System.Net.Http.Json;
using System.Text.Json;
using ResNetMLNet.Tests.Pipelines;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.PredictionService.Tests.Models;

/// <summary>What the programs say of the same pictures, each scored by itself.</summary>
internal static class Offline
{
    public const float Tolerance = 1e-6f;

    /// <summary>The answer of <c>predict --json</c> for a model of grey pixels.</summary>
    public static IReadOnlyList<Classified> Gray(string model, params byte[][] pictures) =>
        Predict(ResNetMLNet.Pipelines.FashionMnist.App.Run, model, pictures);

    /// <summary>The answer of <c>predict --json</c> for a model of coloured pictures.</summary>
    public static IReadOnlyList<Classified> Pictures(string model, params byte[][] pictures) =>
        Predict(ResNetMLNet.Pipelines.ImageFolder.App.Run, model, pictures);

    private static Classified[] Predict(ProgramRun.Program program, string model, byte[][] pictures)
    {
        using var folder = new TemporaryFolder();
        var files = pictures.Select((content, i) => folder.Write($"{i}.png", content));
        var run = ProgramRun.Of(
            program, ["predict", .. files, "--model", model, "--top", "1000", "--json"], _ => { }, null, CancellationToken.None);
        Assert.AreEqual(0, run.ExitCode, run.Progress);
        return JsonSerializer.Deserialize<Classified[]>(run.Results, JsonSerializerOptions.Web)!;
    }
}

/// <summary>The answer of the service.</summary>
internal sealed record Answer(string? Model, Classified[] Predictions)
{
    /// <summary>Reads it, and fails with the text of anything else.</summary>
    public static async Task<Answer> Of(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
            Assert.Fail(await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<Answer>())!;
    }
}

/// <summary>What a picture shows.</summary>
internal sealed record Classified(string? File, string? Label, ClassShare[] Classes)
{
    /// <summary>Whether both name the same classes with the same probabilities.</summary>
    public bool Equals(Classified? other, float tolerance) =>
        other is not null && Classes.Length == other.Classes.Length
        && Classes.All(one => Math.Abs(one.Probability - other.ProbabilityOf(one.Class)) <= tolerance);

    /// <summary>Fails unless both name the same classes with the same probabilities.</summary>
    public void AssertSame(Classified other) =>
        Assert.IsTrue(other.Equals(this, Offline.Tolerance), $"{Text(this)}\n{Text(other)}");

    private float ProbabilityOf(string name) => Classes.Single(one => one.Class == name).Probability;

    private static string Text(Classified classified) => string.Join(", ", classified.Classes.AsEnumerable());
}

/// <summary>A class with its probability.</summary>
internal sealed record ClassShare(string Class, float Probability);
