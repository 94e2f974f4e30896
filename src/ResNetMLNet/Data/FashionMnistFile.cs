namespace ResNetMLNet.Data;

/// <summary>One of the four files of Fashion-MNIST, as published.</summary>
/// <param name="Name">The file's name without <c>.gz</c>.</param>
/// <param name="Sha256">The SHA-256 of the uncompressed content, in lower-case hexadecimal digits.</param>
/// <param name="Length">The length of the uncompressed content in bytes.</param>
public sealed record FashionMnistFile(string Name, string Sha256, long Length);
