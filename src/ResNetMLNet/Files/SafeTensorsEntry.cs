namespace ResNetMLNet.Files;

/// <summary>One tensor as the header of a safetensors stream describes it.</summary>
/// <param name="Type">The format's name of the number format: F32, I64.</param>
/// <param name="Shape">The shape; empty for a single number.</param>
/// <param name="Begin">The offset of the first byte after the header.</param>
/// <param name="End">The offset behind the last byte.</param>
internal sealed record SafeTensorsEntry(string Type, IReadOnlyList<long> Shape, long Begin, long End);
