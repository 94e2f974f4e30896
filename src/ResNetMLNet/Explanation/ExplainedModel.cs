using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Scoring;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.HeatMaps;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Explanation;

/// <summary>Makes a model that explains itself of one that does not.</summary>
/// <param name="catalog">The models of <see cref="MLContext"/>.</param>
/// <param name="className">The class to be explained; null for each image's likeliest one.</param>
/// <param name="heatMapColumnName">The column of heat maps.</param>
/// <param name="overlayColumnName">The column of pictures with their heat maps; null for none.</param>
internal sealed class ExplainedModel(
    ModelOperationsCatalog catalog, string? className, string heatMapColumnName, string? overlayColumnName)
{
    private const int MostNames = 20;

    /// <summary>Explains the network of a model, or of a chain that holds one.</summary>
    /// <exception cref="ArgumentException">There is no such network, class or picture.</exception>
    public ITransformer Of(ITransformer model)
    {
        var members = ChainMembers.Of(model).ToList();
        var network = NetworkOf(members);
        var overlay = overlayColumnName is null ? null : Overlay(members, network);
        return new ModelConversion(catalog, transform => transform == network ? Explained(network, overlay) : null).Convert(model)!;
    }

    private static ResNetTransformer NetworkOf(List<ITransformer> members)
    {
        var networks = members.OfType<ResNetTransformer>().ToList();
        if (networks.Count == 1)
            return networks[0];
        throw new ArgumentException(
            $"The model holds {(networks.Count == 0 ? "no trained ResNet" : $"{networks.Count} trained ResNets")} on TorchSharp, and one "
            + $"can be explained. It consists of {string.Join(", ", members.Select(member => member.GetType().Name))}: give a model that "
            + "the trainer ResNet has fitted, or a chain that holds one, as it was before ToOnnxRuntime.");
    }

    private ITransformer Explained(ResNetTransformer network, HeatMapOverlayTransformer? overlay)
    {
        var place = className is null ? (int?)null : PlaceOf(className, network.LabelValues);
        var explained = new ExplainedTransformer(network.Copy(), heatMapColumnName, place);
        return overlay is null ? explained : new TransformerChain<ITransformer>(explained, overlay);
    }

    private static int PlaceOf(string className, LabelValues? labels)
    {
        var names = labels?.Texts().ToList() ?? throw new ArgumentException(
            $"The model has no names for its classes, so it has no class '{className}': leave {nameof(className)} out, or train on a label "
            + "column that MapValueToKey made.",
            nameof(className));
        if (names.IndexOf(className) is >= 0 and var place)
            return place;
        var more = names.Count > MostNames ? $" and {names.Count - MostNames} more" : "";
        throw new ArgumentException(
            $"The model has no class '{className}': it knows {string.Join(", ", names.Take(MostNames).Select(name => $"'{name}'"))}{more}.",
            nameof(className));
    }

    private HeatMapOverlayTransformer Overlay(List<ITransformer> members, ResNetTransformer network)
    {
        var features = members.OfType<ImagesToFeaturesTransformer>()
            .LastOrDefault(member => member.OutputColumnName == network.FeatureColumnName)
            ?? throw new ArgumentException(
                $"No picture can be overlaid: the model does not make its column '{network.FeatureColumnName}' by ImagesToFeatures, which "
                + $"knows the part of a picture that the network sees. Leave {nameof(overlayColumnName)} out, and draw the column "
                + $"'{heatMapColumnName}'.");
        return new HeatMapOverlayTransformer(
            CatalogUtils.GetEnvironment(catalog),
            overlayColumnName!,
            features.InputColumnName,
            heatMapColumnName,
            HeatMapCrop.Of(features));
    }
}
