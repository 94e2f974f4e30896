namespace ResNetMLNet.Diagnostics;

/// <summary>Something that a report tells of a machine.</summary>
/// <param name="Name">What it is about: <c>processor</c>, <c>memory</c>.</param>
/// <param name="Value">What was found.</param>
/// <param name="Problem">What is wrong with it and what can be done; null if it is as it should be.</param>
public sealed record MachineFact(string Name, string Value, string? Problem = null);
