using Microsoft.ML;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>
/// What ML.NET expects of an estimator and its transformer, after the checks of its own test suite (dotnet/machinelearning,
/// TestDataPipeBase.TestEstimatorCore).
/// </summary>
internal static class EstimatorContract
{
    public static void Check(MLContext ml, IEstimator<ITransformer> estimator, IDataView view, string[] requiredColumns)
    {
        var promised = estimator.GetOutputSchema(SchemaShape.Create(view.Schema));
        var transformer = estimator.Fit(view);
        CheckTransformer(transformer, view, promised);

        var loaded = SaveAndLoad(ml, transformer, view);
        CheckTransformer(loaded, view, promised);
        CheckSameRows(transformer.Transform(view), loaded.Transform(view));

        foreach (var column in requiredColumns)
            CheckMissing(ml, estimator, [transformer, loaded], view, column);
    }

    public static ITransformer SaveAndLoad(MLContext ml, ITransformer transformer, IDataView view)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(transformer, view.Schema, stream);
        return new MLContext().Model.Load(stream, out _);
    }

    private static void CheckTransformer(ITransformer transformer, IDataView view, SchemaShape promised)
    {
        var schema = transformer.GetOutputSchema(view.Schema);
        CheckPromise(promised, SchemaShape.Create(schema));
        SchemaText.AssertSame(schema, transformer.Transform(view).Schema);
        if (transformer.IsRowToRowMapper)
        {
            var mapper = transformer.GetRowToRowMapper(view.Schema);
            Assert.AreSame(view.Schema, mapper.InputSchema);
            SchemaText.AssertSame(schema, mapper.OutputSchema);
        }
    }

    private static void CheckPromise(SchemaShape promised, SchemaShape delivered)
    {
        Assert.AreSequenceEqual(
            promised.Select(column => column.Name).Order(), delivered.Select(column => column.Name).Order());
        foreach (var promise in promised)
        {
            Assert.IsTrue(delivered.TryFindColumn(promise.Name, out var column));
            Assert.IsTrue(promise.IsCompatibleWith(column), $"'{promise.Name}' is delivered with less than promised");
            Assert.IsTrue(column.IsCompatibleWith(promise), $"'{promise.Name}' is delivered with more than promised");
        }
    }

    private static void CheckSameRows(IDataView expected, IDataView actual)
    {
        Func<int, bool>[] selections = [_ => true, index => index % 2 == 0, index => index % 2 == 1];
        foreach (var selection in selections)
        {
            var expectedRows = RowText.Of(expected, selection);
            var actualRows = RowText.Of(actual, selection);
            Assert.AreSequenceEqual(expectedRows, actualRows);
            Assert.AreEqual(expectedRows.Count, expectedRows.Select(row => row.Id).Distinct().Count(), "row ids repeat");
        }
    }

    private static void CheckMissing(
        MLContext ml, IEstimator<ITransformer> estimator, ITransformer[] transformers, IDataView view, string column)
    {
        var without = ml.Transforms.DropColumns(column).Fit(view).Transform(view);
        ExpectRejection(() => estimator.GetOutputSchema(SchemaShape.Create(without.Schema)), column);
        ExpectRejection(() => estimator.Fit(without), column);
        foreach (var transformer in transformers.Where(transformer => Reads(transformer, view, column)))
        {
            ExpectRejection(() => transformer.GetOutputSchema(without.Schema), column);
            ExpectRejection(() => transformer.Transform(without), column);
        }
    }

    /// <summary>A label is needed for fitting only.</summary>
    private static bool Reads(ITransformer transformer, IDataView view, string column)
    {
        var mapper = transformer.GetRowToRowMapper(view.Schema);
        var made = mapper.OutputSchema.Where(output => view.Schema.GetColumnOrNull(output.Name) is null);
        return mapper.GetDependencies(made).Any(input => input.Name == column);
    }

    private static void ExpectRejection(Func<object> action, string column)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or InvalidOperationException)
        {
            Assert.Contains(column, exception.Message);
            return;
        }
        Assert.Fail($"The missing column '{column}' was not noticed.");
    }
}
