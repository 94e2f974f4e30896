using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Data;

[assembly: LoadableClass(typeof(IdxLoader), null, typeof(SignatureLoadModel), "", IdxLoader.LoaderSignature)]

namespace ResNetMLNet.Data;

public sealed partial class IdxLoader
{
    internal const string LoaderSignature = "IdxLoader";

    // The simple name: with the full one, a model saved by a later version would not load with an earlier one.
    private static VersionInfo GetVersionInfo() => new(
        modelSignature: "IDXLOADR",
        verWrittenCur: 0x00010001, // Initial
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(IdxLoader).Assembly.GetName().Name,
        loaderSignature: LoaderSignature);

    // *** Binary format ***
    // string: pixels column name
    // string: label column name
    // int: image height
    // int: image width
    // int: class count
    // int: number of class names, 0 for none
    // strings: class names
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());

        ctx.SaveNonEmptyString(_pixelsColumnName);
        ctx.SaveNonEmptyString(_labelColumnName);
        ctx.Writer.Write(_imageHeight);
        ctx.Writer.Write(_imageWidth);
        ctx.Writer.Write(_classCount);
        ctx.Writer.Write(_classNames?.Length ?? 0);
        foreach (var name in _classNames ?? [])
            ctx.SaveNonEmptyString(name);
    }

    // Found by ML.NET through the LoadableClass attribute above, which asks for exactly these parameters.
    internal static IdxLoader Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel(GetVersionInfo());

        return new IdxLoader(new Options
        {
            PixelsColumnName = ctx.LoadNonEmptyString(),
            LabelColumnName = ctx.LoadNonEmptyString(),
            ImageHeight = ctx.Reader.ReadInt32(),
            ImageWidth = ctx.Reader.ReadInt32(),
            ClassCount = ctx.Reader.ReadInt32(),
            ClassNames = ReadNames(env, ctx),
        });
    }

    private static string[]? ReadNames(IHostEnvironment env, ModelLoadContext ctx)
    {
        var count = ctx.Reader.ReadInt32();
        env.CheckDecode(count is >= 0 and <= MaxClassCount);
        if (count == 0)
            return null;
        var names = new string[count];
        for (var i = 0; i < count; i++)
            names[i] = ctx.LoadNonEmptyString();
        return names;
    }
}
