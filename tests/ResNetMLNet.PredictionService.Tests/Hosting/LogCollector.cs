using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ResNetMLNet.PredictionService.Tests.Hosting;

/// <summary>Keeps what is logged.</summary>
internal sealed class LogCollector<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _entries = [];

    /// <summary>The texts of a level, the oldest first.</summary>
    public string[] Texts(LogLevel level) => [.. _entries.Where(entry => entry.Level == level).Select(entry => entry.Text)];

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((logLevel, formatter(state, exception)));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;
}
