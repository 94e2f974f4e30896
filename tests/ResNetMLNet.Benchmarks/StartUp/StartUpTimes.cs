namespace ResNetMLNet.Benchmarks.StartUp;

/// <summary>The milliseconds of each step from the start of a process to its second prediction.</summary>
/// <param name="Runtime">From the start of the process until the program itself runs.</param>
/// <param name="Native">Loading libtorch.</param>
/// <param name="Model">Loading the model.</param>
/// <param name="Engine">Making the prediction engine.</param>
/// <param name="First">The first prediction.</param>
/// <param name="Second">The second prediction.</param>
internal sealed record StartUpTimes(double Runtime, double Native, double Model, double Engine, double First, double Second)
{
    /// <summary>The steps in order, by the names that reports give them.</summary>
    public IReadOnlyList<(string Step, double Milliseconds)> Steps =>
    [
        ("process and .NET", Runtime),
        ("native libraries", Native),
        ("model", Model),
        ("prediction engine", Engine),
        ("first prediction", First),
        ("second prediction", Second),
    ];
}
