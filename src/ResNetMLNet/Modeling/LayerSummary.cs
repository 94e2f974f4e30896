namespace ResNetMLNet.Modeling;

/// <summary>One layer of a network, as a forward pass met it.</summary>
/// <param name="Kind">What it is: Conv2D, BatchNorm, Activation, MaxPool2D, Residual, Bottleneck, GlobalAvgPool2D or Dense.</param>
/// <param name="Number">Its place in the order of computation, from 1.</param>
/// <param name="OutputShape">The shape of its output: (batch, channels, height, width) or (batch, classes).</param>
/// <param name="Parameters">Its own parameters, running means and variances included, parts within it not.</param>
public sealed record LayerSummary(string Kind, int Number, IReadOnlyList<long> OutputShape, long Parameters);

/// <summary>One module of the network's outer chain: a stem layer, a group of residual blocks, pooling or the last layer.</summary>
/// <param name="Name">Its name, as in the names of the weights: conv1, layer1, fc.</param>
/// <param name="OutputShape">The shape of its output.</param>
public sealed record StageShape(string Name, IReadOnlyList<long> OutputShape);
