using System.CommandLine;

namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>Options that the help shows under one heading.</summary>
/// <param name="Heading">The heading, in lower case.</param>
/// <param name="Options">The options in their order.</param>
internal sealed record OptionGroup(string Heading, IEnumerable<Option> Options);
