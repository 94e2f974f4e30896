namespace ResNetMLNet.Scoring;

/// <summary>How ML.NET tells the file of one kind of model from that of another.</summary>
/// <param name="Signature">The mark in the file, of eight letters.</param>
/// <param name="LoaderSignature">The name of what loads it, of 24 letters at most.</param>
internal sealed record TorchModelKind(string Signature, string LoaderSignature)
{
    /// <summary>A <see cref="ResNetTransformer"/>.</summary>
    public static readonly TorchModelKind ResNet = new("RESNETML", ResNetTransformer.LoaderSignature);

    /// <summary>A <see cref="TorchModuleTransformer"/>.</summary>
    public static readonly TorchModelKind TorchModule = new("TORCHMOD", TorchModuleTransformer.LoaderSignature);
}
