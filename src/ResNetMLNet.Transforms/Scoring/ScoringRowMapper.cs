using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>Scores single rows, as a prediction engine needs it.</summary>
internal sealed class ScoringRowMapper(IHost host, ScoringSchema schema, IBatchScorer scorer) : IRowToRowMapper
{
    public DataViewSchema InputSchema => schema.Input;

    public DataViewSchema OutputSchema => schema.Output;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        schema.Dependencies(schema.Active(dependingColumns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        host.CheckParam(
            input.Schema == InputSchema,
            nameof(input),
            "The row is of another schema than the mapper's input schema: make a mapper for it.");
        return new ScoredRow(host, input, schema, schema.Active(activeColumns), scorer);
    }
}
