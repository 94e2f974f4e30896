using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Scoring;
using ResNetMLNet.Transforms.Pictures;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>
/// Divides a chain into what is done to each picture as soon as it arrives and what is done to a batch, so that what waits in
/// between is small.
/// </summary>
/// <param name="ml">ML.NET.</param>
internal sealed class ChainParts(MLContext ml)
{
    private const string PixelsColumn = "Pixels";

    /// <summary>Divides a chain of either program.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="input">The schema of what it is given.</param>
    /// <exception cref="InvalidDataException">The chain takes in something else than pictures, or gives no scores.</exception>
    public ModelParts Of(ITransformer chain, DataViewSchema? input)
    {
        if (input?.GetColumnOrNull(PixelsColumn)?.Type is VectorDataViewType { Dimensions: [var height, var width] } pixels
            && pixels.ItemType == NumberDataViewType.Byte)
        {
            var schema = SchemaOf(PixelsColumn, pixels);
            return Parts(
                chain,
                new GrayPreparation(width, height),
                new BatchScoring<byte>(chain, schema),
                IsExplainable(ChainMembers.Of(chain))
                    ? new PictureExplanation(
                        width,
                        (pictureHeight, pictureWidth) => GrayPixels.PlaceOfFrame(pictureWidth, pictureHeight, width, height),
                        className => new BatchExplanation<byte>(ml, chain, schema, className))
                    : null);
        }

        var members = ChainMembers.Of(chain).ToArray();
        var loading = Array.FindIndex(
            members, member => input is not null && member is LoadPicturesTransformer loader && loader.Source.In(input) is not null);
        return loading >= 0
            ? BehindLoader(chain, (LoadPicturesTransformer)members[loading], members[(loading + 1)..])
            : throw new InvalidDataException(
                $"it takes in neither a column '{PixelsColumn}' of bytes with a height and a width nor a column from which pictures "
                + "are loaded.");
    }

    /// <summary>Whatever deals with pictures comes first, whatever deals with numbers only is left to the batch.</summary>
    private ModelParts BehindLoader(ITransformer chain, LoadPicturesTransformer loader, ITransformer[] members)
    {
        var picture = SchemaOf(loader.OutputColumnName, LoadPicturesTransformer.OutputType);
        for (var count = 1; count < members.Length; count++)
        {
            var first = ((ITransformer)Chain(members[..count])).GetRowToRowMapper(picture);
            if (NeededOf(first.OutputSchema, Chain(members[count..])) is [{ Type: VectorDataViewType type } column]
                && type.ItemType == NumberDataViewType.Single)
            {
                var (rest, schema) = (Chain(members[count..]), SchemaOf(column.Name, type));
                return Parts(
                    chain,
                    new ImagePreparation(loader.Source.Rules, first, column),
                    new BatchScoring<float>(rest, schema),
                    IsExplainable(members) && ModelFile.CropOf(Chain(members)) is { } crop
                        ? new PictureExplanation(crop.Width, crop.On, className => new BatchExplanation<float>(ml, rest, schema, className))
                        : null);
            }
        }

        throw new InvalidDataException("none of its transforms makes one column of numbers of a picture.");
    }

    private static ModelParts Parts(
        ITransformer chain, IPicturePreparation preparation, IBatchScoring scoring, PictureExplanation? explanation) =>
        new([chain], preparation, scoring, explanation, ServingRuntimes.Only(ChainRuntime.Of(chain)));

    private static bool IsExplainable(IEnumerable<ITransformer> members) => members.Count(member => member is ResNetTransformer) == 1;

    /// <summary>The columns from which the rest of a chain computes its scores.</summary>
    private static DataViewSchema.Column[] NeededOf(DataViewSchema schema, TransformerChain<ITransformer> rest)
    {
        IRowToRowMapper mapper = ((ITransformer)rest).GetRowToRowMapper(schema);
        return [.. mapper.GetDependencies([mapper.OutputSchema[ColumnNames.Score]])];
    }

    private static TransformerChain<ITransformer> Chain(ITransformer[] members) => new TransformerChain<ITransformer>(members);

    private static DataViewSchema SchemaOf(string name, DataViewType type)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(name, type);
        return builder.ToSchema();
    }
}
