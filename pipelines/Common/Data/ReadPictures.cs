using Microsoft.ML;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>Picture files as a model takes them in.</summary>
/// <param name="Readable">A row for each of those that can be read.</param>
/// <param name="Faults">For each file why it cannot be read, as the end of a sentence, or null.</param>
/// <param name="Notes">What else is to be said of them, in sentences.</param>
internal sealed record ReadPictures(IDataView Readable, IReadOnlyList<string?> Faults, IReadOnlyList<string> Notes);
