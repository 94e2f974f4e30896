using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>A model that takes in the path of a picture.</summary>
/// <param name="Transformer">The whole chain, from the path to the name of the class.</param>
/// <param name="ClassNames">The classes that it tells apart, in the order of its scores.</param>
internal sealed record PathModel(ITransformer Transformer, IReadOnlyList<string> ClassNames) : IDisposable
{
    /// <summary>Loads a model and checks that it is one of ours.</summary>
    /// <exception cref="UserErrorException">The file is missing, damaged, or another kind of model.</exception>
    public static PathModel Load(MLContext ml, string file)
    {
        var (chain, _) = ModelFile.Load(ml, file, nameof(ImageRow.ImagePath), type => type is TextDataViewType);
        var output = chain.Transform(ml.Data.LoadFromEnumerable<ImageRow>([])).Schema;
        return new PathModel(chain, KeyNames.OfScores(output[ColumnNames.Score]));
    }

    /// <inheritdoc/>
    public void Dispose() => (Transformer as IDisposable)?.Dispose();
}
