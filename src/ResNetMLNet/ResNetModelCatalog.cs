using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Explanation;

namespace ResNetMLNet;

/// <summary>Extension methods on <see cref="MLContext.Model"/>.</summary>
public static class ResNetModelCatalog
{
    /// <summary>
    /// Makes a model that also tells which pixels decided: Grad-CAM (Selvaraju et al. 2017), a heat map of the places of an image
    /// that speak for a class.
    /// </summary>
    /// <param name="catalog">The models of <see cref="MLContext"/>.</param>
    /// <param name="model">
    /// A trained residual network, or a chain, nested or not, that holds one, fitted or loaded. It stays as it is, and may be disposed
    /// of once the other one is made.
    /// </param>
    /// <param name="className">The class that is explained; null for the predicted class of each row.</param>
    /// <param name="heatMapColumnName">
    /// The column to be made: a <see cref="float"/> vector shaped (height, width) as the network's images are. The place that speaks
    /// most for the class has 1; places that do not, or speak against it, have 0, as all have if none speaks for it.
    /// </param>
    /// <param name="overlayColumnName">
    /// The column to be made of <see cref="MLImage"/>: the picture as it was before <c>ImagesToFeatures</c>, with the heat map half
    /// transparent over the part of it that the network sees; null for none. It is read by a cursor: ML.NET's prediction engines
    /// give no pictures.
    /// </param>
    /// <returns>
    /// The model with a copy of the network that makes the columns of the scores and that of the heat map; it shares the rest with the
    /// model. It can be saved and loaded. Dispose of it when it is not used any more.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The model holds no trained residual network on TorchSharp, or several; it has no class of that name; a name is empty or white
    /// space; or an overlay is wanted and the model does not make its features by <c>ImagesToFeatures</c>.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    /// <remarks>
    /// <para>
    /// The map has the resolution of the network's last maps, a 32nd of the image behind the standard stem and an eighth behind the
    /// small one, and is bilinear between their pixels. It is computed in single precision, whatever the model is set to score by, as
    /// the scores beside it are, which are the model's up to rounding.
    /// </para>
    /// <para>Where the features are not finite numbers, as those of a missing picture, all values of the map are NaN.</para>
    /// </remarks>
    public static ITransformer Explain(
        this ModelOperationsCatalog catalog,
        ITransformer model,
        string? className = null,
        string heatMapColumnName = "HeatMap",
        string? overlayColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrWhiteSpace(heatMapColumnName);
        if (overlayColumnName is not null)
            ArgumentException.ThrowIfNullOrWhiteSpace(overlayColumnName);
        return new ExplainedModel(catalog, className, heatMapColumnName, overlayColumnName).Of(model);
    }
}
