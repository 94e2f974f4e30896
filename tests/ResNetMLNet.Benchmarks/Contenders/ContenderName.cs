namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>The names of the contenders, as on the command line and in the reports.</summary>
internal static class ContenderName
{
    /// <summary>A plain TorchSharp loop.</summary>
    public const string Bare = "bare";

    /// <summary>The plain loop where freed memory is kept: what is faster then is not the allocator.</summary>
    public const string BareKept = "bare-kept";

    /// <summary>The plain loop in double precision, which oneDNN does not compute: not timed, what the losses of others are to be.</summary>
    public const string Exact = "exact";

    /// <summary>A bare loop over the library's network.</summary>
    public const string Tricks = "tricks";

    /// <summary>The trainer in single precision.</summary>
    public const string FitFloat32 = "fit-fp32";

    /// <summary>The trainer in the precision that it chooses.</summary>
    public const string FitAuto = "fit-auto";

    /// <summary>A plain TorchSharp loop that goes on with weights in torchvision's layout.</summary>
    public const string FineTuneBare = "fine-tune-bare";

    /// <summary>The same in double precision: not timed, what the loss of others is to be.</summary>
    public const string FineTuneExact = "fine-tune-exact";

    /// <summary>The trainer, going on with the same weights, in the precision that it chooses.</summary>
    public const string FineTune = "fine-tune";

    /// <summary>The transformer in single precision.</summary>
    public const string ScoreFloat32 = "score-fp32";

    /// <summary>The transformer in bfloat16.</summary>
    public const string ScoreBFloat16 = "score-bf16";

    /// <summary>The featurizer in single precision, with the last layer computed from its features.</summary>
    public const string FeaturizeFloat32 = "featurize-fp32";

    /// <summary>The transformer's prediction engine.</summary>
    public const string Predict = "predict";

    /// <summary>The transformer over ONNX Runtime.</summary>
    public const string ScoreOnnxRuntime = "score-onnxruntime";

    /// <summary>The prediction engine of the transformer over ONNX Runtime.</summary>
    public const string PredictOnnxRuntime = "predict-onnxruntime";

    /// <summary>ONNX Runtime's session in batches.</summary>
    public const string Ort = "ort";

    /// <summary>ONNX Runtime's session, image by image.</summary>
    public const string OrtSingle = "ort-single";

    /// <summary>ML.NET's ONNX transformer.</summary>
    public const string ApplyOnnx = "applyonnx";

    /// <summary>The prediction engine of ML.NET's ONNX transformer.</summary>
    public const string ApplyOnnxPredict = "applyonnx-predict";

    /// <summary>Reading and featurizing.</summary>
    public const string Reading = "reading";

    /// <summary>Whether a contender goes on with given weights, on photographs.</summary>
    public static bool IsFineTuning(string name) => name is FineTuneBare or FineTuneExact or FineTune;

    /// <summary>Whether freed memory is kept, as in the library's own programs.</summary>
    public static bool KeepsFreedMemory(string name) =>
        name is BareKept or Tricks or FitFloat32 or FitAuto or FineTune or ScoreFloat32 or ScoreBFloat16 or FeaturizeFloat32 or Predict
            or ScoreOnnxRuntime or PredictOnnxRuntime;
}
