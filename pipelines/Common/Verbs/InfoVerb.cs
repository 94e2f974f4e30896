using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using Spectre.Console;

namespace ResNetMLNet.Pipelines.Common.Verbs;

/// <summary>The verb <c>info</c>: what a saved model is.</summary>
internal static class InfoVerb
{
    /// <summary>Makes the verb.</summary>
    /// <param name="input">What the program's models are given.</param>
    /// <param name="console">Where all is written.</param>
    public static Verb Create(ModelInput input, ProgramConsole console)
    {
        var model = Options.ModelFile();
        var json = Options.Json("one JSON object");
        var verb = new Verb(
            "info", "Print what a saved model is: network, images, normalization, classes, training.", model, json);
        return verb.Does((parsed, _) =>
        {
            var path = parsed.GetValue(model)!;
            using var used = ModelFile.Load(DeviceChoice.Auto.CreateContext(seed: 1), path, input);
            var info = ModelInfo.Of(used.Transformer, used.ClassNames);
            info = info with { File = Stored(path, hasWeights: info.TrainedBy is not null) };
            if (parsed.GetValue(json))
                console.ResultWriter.WriteLine(JsonText.Of(info));
            else
                console.Results.Write(Table(info.Facts()));
            return ExitCode.Done;
        });
    }

    private static ModelInfo.StoredModel Stored(string path, bool hasWeights)
    {
        var file = new FileInfo(path);
        using var stream = ModelFile.Open(path);
        return new(file.Length, file.LastWriteTimeUtc, hasWeights ? ModelFile.WeightsSha256(stream) : null);
    }

    private static Table Table(IEnumerable<KeyValuePair<string, string>> facts)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("").AddColumn("");
        foreach (var (name, value) in facts)
            table.AddRow(Markup.Escape(name), Markup.Escape(PlainWriter.Line(value)));
        return table;
    }
}
