using Microsoft.ML;
using Microsoft.ML.Transforms.Image;
using ResNetMLNet.Reports;

namespace ResNetMLNet.Testing.Deployment;

/// <summary>The files by which this process and another one talk.</summary>
internal sealed class Exchange(string folder)
{
    private string ModelFile => Path.Combine(folder, "model.zip");

    private string RowsFile => Path.Combine(folder, "rows.idv");

    private string ScoresFile => Path.Combine(folder, "scores.bin");

    /// <summary>Writes a model and the first of its rows.</summary>
    /// <exception cref="InvalidOperationException">The scores depend on pictures in memory, which cannot be written.</exception>
    public void Write(ModelReport report, int rows)
    {
        if (ModelInput.Of(report).Where(IsPicture).Select(column => column.Name).FirstOrDefault() is { } picture)
        {
            throw new InvalidOperationException(
                $"Column '{picture}' has pictures in memory, which another process cannot be given: let the model begin with paths "
                + "or bytes, by LoadPictures.");
        }
        report.ML.Model.Save(report.Model, report.Data.Schema, ModelFile);
        string[] pictures = [.. report.Data.Schema.Where(IsPicture).Select(column => column.Name)];
        var data = pictures.Length == 0 ? report.Data : report.ML.Transforms.DropColumns(pictures).Fit(report.Data).Transform(report.Data);
        using var stream = File.Create(RowsFile);
        report.ML.Data.SaveAsBinary(report.ML.Data.TakeRows(data, rows), stream);
    }

    /// <summary>Loads the model, scores the rows and writes the scores.</summary>
    public void Score(string scoreColumnName)
    {
        var ml = new MLContext();
        var model = ml.Model.Load(ModelFile, out _);
        using var writer = new BinaryWriter(File.Create(ScoresFile));
        foreach (var scores in Scores.Of(model.Transform(ml.Data.LoadFromBinary(RowsFile)), scoreColumnName))
        {
            writer.Write(scores.Length);
            foreach (var score in scores)
                writer.Write(score);
        }
    }

    /// <summary>Reads the scores.</summary>
    public IReadOnlyList<float[]> ReadScores()
    {
        using var reader = new BinaryReader(File.OpenRead(ScoresFile));
        var rows = new List<float[]>();
        while (reader.BaseStream.Position < reader.BaseStream.Length)
            rows.Add([.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadSingle())]);
        return rows;
    }

    private static bool IsPicture(DataViewSchema.Column column) => column.Type is ImageDataViewType;
}
