using Prometheus;

namespace ResNetMLNet.Pipelines.PredictionService.Observability;

/// <summary>What is measured, for <c>/metrics</c>.</summary>
internal sealed class ServiceMetrics
{
    private const string Prefix = "prediction_service_";

    private readonly Counter _requests;
    private readonly Histogram _latency;
    private readonly Counter _explanations;
    private readonly Histogram _explanationLatency;
    private readonly Histogram _batchSizes;
    private readonly Histogram _scoring;
    private readonly Gauge _queue;
    private readonly Counter _loads;

    /// <summary>Makes the measures in a registry of their own, so that several services fit into one process.</summary>
    public ServiceMetrics()
    {
        var make = Metrics.WithCustomRegistry(Registry);
        _requests = make.CreateCounter(Prefix + "requests_total", "Requests for predictions by status.", "status");
        _latency = make.CreateHistogram(
            Prefix + "request_duration_seconds",
            "Time from the header of a request for predictions to the end of its answer.",
            new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.001, 2, 15) });
        _explanations = make.CreateCounter(Prefix + "explain_requests_total", "Requests for explanations by status.", "status");
        _explanationLatency = make.CreateHistogram(
            Prefix + "explain_request_duration_seconds",
            "Time from the header of a request for an explanation to the end of its answer.",
            new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.001, 2, 15) });
        _batchSizes = make.CreateHistogram(
            Prefix + "batch_size_pictures",
            "Pictures that are scored at once.",
            new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(1, 2, 11) });
        _scoring = make.CreateHistogram(
            Prefix + "batch_duration_seconds",
            "Time that the scoring of a batch takes.",
            new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.001, 2, 13) });
        _queue = make.CreateGauge(Prefix + "queue_pictures", "Pictures that are accepted and not yet being scored.");
        _loads = make.CreateCounter(Prefix + "model_loads_total", "Model files that were loaded or refused.", "result");
        Loads(isSuccess: true).Inc(0);
        Loads(isSuccess: false).Inc(0);
        DotNetStats.Register(Registry);
    }

    /// <summary>Where all measures are.</summary>
    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    /// <summary>Counts a request for predictions that is answered.</summary>
    public void CountRequest(int status, TimeSpan duration) => Count(_requests, _latency, status, duration);

    /// <summary>Counts a request for an explanation that is answered.</summary>
    public void CountExplanation(int status, TimeSpan duration) => Count(_explanations, _explanationLatency, status, duration);

    /// <summary>Counts a batch that is scored.</summary>
    public void CountBatch(int pictures, TimeSpan duration)
    {
        _batchSizes.Observe(pictures);
        _scoring.Observe(duration.TotalSeconds);
    }

    /// <summary>Tells the length of the queue.</summary>
    public void SetQueue(int pictures) => _queue.Set(pictures);

    /// <summary>Counts a model file that was loaded or refused.</summary>
    public void CountLoad(bool isSuccess) => Loads(isSuccess).Inc();

    private static void Count(Counter requests, Histogram latency, int status, TimeSpan duration)
    {
        requests.WithLabels(status.ToString(System.Globalization.CultureInfo.InvariantCulture)).Inc();
        latency.Observe(duration.TotalSeconds);
    }

    private Counter.Child Loads(bool isSuccess) => _loads.WithLabels(isSuccess ? "loaded" : "refused");
}
