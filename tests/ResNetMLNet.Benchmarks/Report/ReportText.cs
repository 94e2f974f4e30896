namespace ResNetMLNet.Benchmarks.Report;

/// <summary>The text of <c>benchmarks.md</c>.</summary>
internal static class ReportText
{
    /// <summary>Puts the parts together; all tables are markdown.</summary>
    /// <param name="command">The command that measured.</param>
    /// <param name="ratios">The lines of the comparison.</param>
    /// <param name="contenders">Each contender of each race.</param>
    /// <param name="startUp">The steps of a start.</param>
    /// <param name="growth">The points of growth.</param>
    /// <param name="plot">The name of the plot's file.</param>
    /// <param name="micro">BenchmarkDotNet's table.</param>
    public static string Of(
        string command, string ratios, string contenders, string startUp, string growth, string plot, string micro) => $"""
        # Benchmarks

        Read this when you want to know what training and scoring within ML.NET cost beside TorchSharp, ONNX Runtime and ML.NET's own
        transformer, and how that grows. The verb `ratios --quick` measures the first table anew in five minutes.

        Measured by `{command}`. The contenders of a race run in processes of their own and take turns, round by round;
        figures are medians, the spread is the largest less the smallest figure of a round over their median. No time
        counts before losses and probabilities agree.

        {Machine.Table()}
        ## Ratios

        Rows a second, but for the last two lines: seconds to read and featurize 60,000 rows over those of one epoch on
        them, and peak memory of `Fit` over that of the bare loop (single precision, 96 px, batch 256). Where a line stands
        for two image sizes, it is the worse one.

        {ratios}
        ## All contenders

        `bare` is a TorchSharp loop as one writes it, `bare-kept` the same after `NativeAllocator.KeepFreedMemory()`, `tricks` a loop over the library's network without ML.NET, `fit-*`
        the trainer; `score-*` is the transformer, `featurize-*` the featurizer with the last layer computed from what it
        gives, `ort` ONNX Runtime's session (batches of 64; `-single`: one image), `applyonnx` ML.NET's ONNX transformer;
        `*predict` are prediction engines. The library and `tricks` run after `NativeAllocator.KeepFreedMemory()`, as in the
        library's own program.

        {contenders}
        ## Start-up

        Medians of five fresh processes.

        {startUp}
        ## Growth

        Seconds and memory of whole processes; the images held in memory do not grow.

        {growth}
        ![Cost of an image by what grows]({plot})

        ## Single predictions

        {micro}
        """.ReplaceLineEndings("\n");
}
