using Microsoft.ML;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>The images to train on and to test with.</summary>
/// <param name="Name">Which images they are, as every result made from them says.</param>
/// <param name="Title">The name as tables show it.</param>
/// <param name="Train">The training images.</param>
/// <param name="Test">The test images.</param>
/// <param name="TestRows">The number of test images.</param>
internal sealed record DataSet(string Name, string Title, IDataView Train, IDataView Test, long TestRows);
