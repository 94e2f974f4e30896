using Microsoft.ML;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>Some of the images of a data set.</summary>
/// <param name="View">The images with their labels.</param>
/// <param name="Count">How many there are.</param>
internal sealed record ImagePart(IDataView View, long Count);
