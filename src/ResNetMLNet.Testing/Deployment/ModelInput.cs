using Microsoft.ML;
using ResNetMLNet.Reports;

namespace ResNetMLNet.Testing.Deployment;

/// <summary>What a model has to be given.</summary>
internal static class ModelInput
{
    /// <summary>The columns of the data that the scores depend on.</summary>
    public static IEnumerable<DataViewSchema.Column> Of(ModelReport report)
    {
        var mapper = report.Model.GetRowToRowMapper(report.Data.Schema);
        return mapper.GetDependencies([mapper.OutputSchema[report.ScoreColumnName]]).OrderBy(column => column.Index);
    }
}
