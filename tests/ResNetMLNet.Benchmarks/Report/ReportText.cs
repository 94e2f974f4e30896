namespace ResNetMLNet.Benchmarks.Report;

/// <summary>The part of <c>benchmarks.md</c> that is measured.</summary>
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
        Measured by `{command}`. The contenders of a race run in processes of their own and take turns, round by round;
        figures are medians, the spread is the largest less the smallest figure of a round over their median. No time
        counts before losses and probabilities agree.

        {Machine.Table()}
        ## Ratios

        Rows a second, but for `input-share`, seconds to read and featurize 60,000 rows over those of one epoch on them, and
        for peak memory of `Fit` over that of the bare loop: `fit-memory` (single precision, 96 px, batch 256) and
        `fine-tune-memory`. `fine-tune-224` is all layers on colour photographs in batches of 32 by SGD with momentum 0.9. Where
        a line stands for two image sizes, it is the worse one.

        {ratios}
        ## All contenders

        `bare` is a TorchSharp loop as one writes it, `bare-kept` the same after `NativeAllocator.KeepFreedMemory()`,
        `tricks` a loop over the library's network without ML.NET, `fit-*` and `fine-tune` the trainer; `score-*` is the
        transformer, `featurize-*` the featurizer with the last layer computed from what it gives, `ort` ONNX Runtime's session
        (batches of 64; `-single`: one image), `applyonnx` ML.NET's ONNX transformer; `*predict` are prediction engines. The
        library and `tricks` run after `NativeAllocator.KeepFreedMemory()` too, as in the library's own program.

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
