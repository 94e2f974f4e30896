using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.FashionMnist.Data;

namespace ResNetMLNet.Pipelines.FashionMnist;

/// <summary>The verb <c>predict</c>: what picture files show.</summary>
internal static class Predict
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(ProgramConsole console)
    {
        var model = Options.ModelFile();
        var pictures = Options.Pictures();
        var top = Options.Top();
        var json = Options.Json("one JSON array");
        var command = new Command(
            "predict",
            "Name the garments on picture files. The model was trained on one light garment on a black background, "
            + "centred: a picture of a dark garment on white has to be inverted first.")
        {
            pictures, model, top, json,
        };
        command.SetAction((parsed, token) => Task.FromResult(Run(
            parsed.GetValue(model)!,
            parsed.GetValue(pictures)!,
            parsed.GetValue(top),
            parsed.GetValue(json),
            console,
            token)));
        return command;
    }

    private static int Run(
        string modelFile, string[] files, int top, bool json, ProgramConsole console, CancellationToken cancellationToken)
    {
        var ml = DeviceChoice.Auto.CreateContext(seed: 1);
        using var model = console.During("Loading the model ...", _ => PixelModel.Load(ml, modelFile));
        var predictions = console.During("Scoring the pictures ...", _ =>
        {
            var pictures = files.Select(file =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return GrayPictures.Read(file, model.Width, model.Height);
            }).ToList();
            foreach (var picture in pictures.Where(picture => picture.HasLightEdge))
            {
                console.WriteNotice(
                    $"note: '{picture.File}' has a light edge; the model knows garments on black. Invert it?");
            }

            return PictureScoring.Score(ml, model, pictures, top, cancellationToken);
        });
        if (json)
            console.ResultWriter.WriteLine(JsonText.Of(predictions));
        else
            console.Results.Write(PredictionTable.Of(predictions));
        return ExitCode.Done;
    }
}
