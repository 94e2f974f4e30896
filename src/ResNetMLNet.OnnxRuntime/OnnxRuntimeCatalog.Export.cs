using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.OnnxRuntime.Export;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.OnnxRuntime;

public static partial class OnnxRuntimeCatalog
{
    /// <summary>
    /// Writes a model's network as an ONNX file, and keeps the file only if it gives what the model gives for rows of a sample.
    /// </summary>
    /// <param name="catalog">The models of <see cref="MLContext"/>.</param>
    /// <param name="model">
    /// A trained residual network, a featurizer, or a chain, nested or not, that holds one of them. Transforms behind it, such as
    /// <c>MapKeyToValue</c>, do not go into the file, but for the temperature of a fitted <c>TemperatureCalibrator</c>: the file gives
    /// scores only, and tells the threshold of a <c>RejectBelow</c> in its metadata. Transforms in front of it go only as the options
    /// say.
    /// </param>
    /// <param name="sample">Data as the model scores it, with at least one row, to compare file and model by.</param>
    /// <param name="path">The file; its folder has to be there. An earlier ONNX file is replaced once the new one is
    /// compared; any other file is not.</param>
    /// <param name="options">What goes into the file and how it is compared; null means the defaults.</param>
    /// <returns>What was written, and how well it agrees.</returns>
    /// <exception cref="ArgumentException">
    /// The model holds no network or several, or goes on with another model; or its features cannot go into the file.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The sample lacks a column, or an option is out of its range.</exception>
    /// <exception cref="NotSupportedException">
    /// The network cannot be converted: it is one of a user's own, or one of more than 2 GB.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The sample has no row to compare, or file and model are more than 1e-4 apart: of a probability, or of a feature in units
    /// of its row's largest one where that is above 1. No file is left, and an earlier one is as it was, as after any exception.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    /// <exception cref="IOException">
    /// The file cannot be written, its folder is missing, or another file than one of ONNX is there.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, for want of the right to.</exception>
    /// <remarks>
    /// <para>
    /// The file has ONNX's own operators of version 13 with batch normalization folded into the convolutions, and takes any
    /// number of images at once. Input and output are named like the columns, so that ML.NET's <c>ApplyOnnxModel</c> takes the
    /// one and makes the other:
    /// </para>
    /// <list type="table">
    /// <listheader><term>value</term><description>name and shape</description></listheader>
    /// <item><term>input</term><description>
    /// the feature column, (N, channels, height, width), <see cref="float"/>
    /// </description></item>
    /// <item><term>input, featurization included</term><description>
    /// the column of pixels in its own shape and type; or that of pictures, (N, 3, height, width), <see cref="byte"/>: planes of
    /// red, green and blue of any size, one size in a batch
    /// </description></item>
    /// <item><term>output</term><description>
    /// the score column, (N, classes): probabilities; or a featurizer's column, (N, features). If the input has the same name, it
    /// is <c>NAME.output</c>, of which <c>ApplyOnnxModel</c> makes a column <c>NAME</c>.
    /// </description></item>
    /// </list>
    /// <para>The metadata has <c>version</c>, that of this library; <c>architecture</c>, <c>layout</c>, <c>stem</c> and
    /// <c>preActivation</c> of the network; <c>image</c>, channels, height and width of its images in a JSON array;
    /// <c>inputColumn</c> and <c>outputColumn</c>; <c>classes</c>, their names in order of their scores in a JSON array, where
    /// the model knows them; and <c>featurization</c>, a JSON object, where it is included.</para>
    /// <para>The model's own scores are those of the CPU in single precision, whatever it is set to score by.</para>
    /// </remarks>
    public static OnnxExportResult SaveAsOnnx(
        this ModelOperationsCatalog catalog, ITransformer model, IDataView sample, string path, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sample);
        PathArgument.Check(path);
        return new OnnxExport(CatalogUtils.GetEnvironment(catalog), (options ?? new()).Checked()).Run(model, sample, path);
    }
}
