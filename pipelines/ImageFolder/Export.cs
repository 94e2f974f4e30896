using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Export;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine;
using ResNetMLNet.Pipelines.ImageFolder.Data;

namespace ResNetMLNet.Pipelines.ImageFolder;

/// <summary>The verb <c>export</c>: a saved model as an ONNX file.</summary>
internal static class Export
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(ProgramConsole console)
    {
        var data = DataOption.Create();
        var pictures = new PictureOptions();
        return new ExportOptions("planes of red, green and blue bytes of pictures of any size").CreateCommand(
            [data, .. pictures.All],
            (parsed, settings, token) =>
                Run(settings, parsed.GetValue(data)!, new ReadablePictures(pictures.Read(parsed), console), console, token));
    }

    private static int Run(
        ExportSettings settings,
        string path,
        ReadablePictures pictures,
        ProgramConsole console,
        CancellationToken cancellationToken)
    {
        var ml = DeviceChoice.Auto.CreateContext(seed: 1);
        using var model = console.During("Loading the model ...", _ => PathModel.Load(ml, settings.ModelFile));
        var folder = pictures.Find(path, DataOption.Name, cancellationToken).Spread(settings.Rows);
        var rows = pictures.Check(folder, cancellationToken);
        ModelExport.Run(
            ml, model.Transformer, ml.Data.LoadFromEnumerable(rows), folder.Name, settings, console, cancellationToken);
        return ExitCode.Done;
    }
}
