using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Pipelines.PredictionService.Pictures;

namespace ResNetMLNet.Pipelines.PredictionService.Batching;

/// <summary>What a request asks about.</summary>
/// <param name="Uploads">The pictures.</param>
/// <param name="Model">The model that answers.</param>
/// <param name="Arrival">Ends when the pictures are in the queue.</param>
internal sealed record PictureRequest(IReadOnlyList<Upload> Uploads, ServedModel Model, PictureQueue.Arrival Arrival);
