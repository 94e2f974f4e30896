using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Export;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine;
using ResNetMLNet.Pipelines.FashionMnist.Data;

namespace ResNetMLNet.Pipelines.FashionMnist;

/// <summary>The verb <c>export</c>: a saved model as an ONNX file.</summary>
internal static class Export
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(ProgramConsole console)
    {
        var data = DataOptions.Folder();
        return new ExportOptions("grey values from 0 to 255").CreateCommand(
            [data], (parsed, settings, token) => Run(settings, parsed.GetValue(data), console, token));
    }

    private static int Run(
        ExportSettings settings, string? dataFolder, ProgramConsole console, CancellationToken cancellationToken)
    {
        var ml = DeviceChoice.Auto.CreateContext(seed: 1);
        using var model = console.During("Loading the model ...", _ => PixelModel.Load(ml, settings.ModelFile));
        var data = Garments.Load(ml, new DataSettings(dataFolder, TrainRows: null, settings.Rows), console, cancellationToken);
        ModelExport.Run(ml, model.Transformer, data.Scored.View, data.Title, settings, console, cancellationToken);
        return ExitCode.Done;
    }
}
