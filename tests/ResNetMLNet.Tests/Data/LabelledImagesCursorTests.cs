using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Data;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Data;

[TestClass]
public sealed class LabelledImagesCursorTests
{
    private const int RowCount = 500;

    private readonly LabelledImagesView _view = View(RowCount);

    [TestMethod]
    public void Position_Should_Count_From_Zero_And_Be_Minus_One_Before_And_After()
    {
        using var cursor = View(2).GetRowCursor([]);

        Assert.AreEqual(-1, cursor.Position);
        Assert.IsTrue(cursor.MoveNext());
        Assert.AreEqual(0, cursor.Position);
        Assert.IsTrue(cursor.MoveNext());
        Assert.AreEqual(1, cursor.Position);
        Assert.IsFalse(cursor.MoveNext());
        Assert.AreEqual(-1, cursor.Position);
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    public void A_Disposed_Cursor_Should_Have_No_Rows()
    {
        var cursor = _view.GetRowCursor([]);
        cursor.MoveNext();
        cursor.Dispose();

        Assert.AreEqual(-1, cursor.Position);
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    public void Getters_Should_Be_Rejected_Before_The_First_And_After_The_Last_Row()
    {
        using var cursor = View(1).GetRowCursor(_view.Schema);
        var (id, pixels, label) = (
            cursor.GetIdGetter(), cursor.GetGetter<VBuffer<byte>>(cursor.Schema[0]),
            cursor.GetGetter<uint>(cursor.Schema[1]));

        Check();
        cursor.MoveNext();
        cursor.MoveNext();
        Check();

        void Check()
        {
            DataViewRowId idValue = default;
            VBuffer<byte> pixelsValue = default;
            uint labelValue = 0;
            Expect.Error<InvalidOperationException>(() => id(ref idValue), "on no row", "call MoveNext first");
            Expect.Error<InvalidOperationException>(() => pixels(ref pixelsValue), "on no row", "call MoveNext first");
            Expect.Error<InvalidOperationException>(() => label(ref labelValue), "on no row", "call MoveNext first");
        }
    }

    [TestMethod]
    public void A_Getter_Of_An_Inactive_Column_Should_Be_Rejected()
    {
        using var cursor = _view.GetRowCursor([_view.Schema["Label"]]);

        Assert.IsTrue(cursor.IsColumnActive(_view.Schema["Label"]));
        Assert.IsFalse(cursor.IsColumnActive(_view.Schema["Pixels"]));
        Expect.Error<InvalidOperationException>(
            () => cursor.GetGetter<VBuffer<byte>>(_view.Schema["Pixels"]), "'Pixels' is not active",
            "among the columns needed");
    }

    [TestMethod]
    public void A_Getter_Of_The_Wrong_Type_Should_Be_Rejected()
    {
        using var cursor = _view.GetRowCursor(_view.Schema);

        Expect.Error<InvalidOperationException>(
            () => cursor.GetGetter<VBuffer<float>>(_view.Schema["Pixels"]), "'Pixels'", "Single", "Vector<Byte, 2, 2>");
        Expect.Error<InvalidOperationException>(
            () => cursor.GetGetter<int>(_view.Schema["Label"]), "'Label'", "System.Int32", "Key<UInt32",
            "System.UInt32");
    }

    [TestMethod]
    public void A_Column_Of_Another_Schema_Should_Be_Rejected()
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Other", NumberDataViewType.Single);
        var foreign = schema.ToSchema()[0];

        Expect.Error<ArgumentException>(
            () => _view.GetRowCursor([foreign]), "'Other' (index 0)", "'Pixels', 'Label'",
            "from the view's own Schema");
    }

    [TestMethod]
    public void A_Getter_Should_Reuse_The_Buffer_Of_The_Caller()
    {
        using var cursor = _view.GetRowCursor(_view.Schema);
        var getter = cursor.GetGetter<VBuffer<byte>>(cursor.Schema[0]);
        VBuffer<byte> value = default;
        cursor.MoveNext();
        getter(ref value);
        var before = GC.GetAllocatedBytesForCurrentThread();

        while (cursor.MoveNext())
            getter(ref value);

        Assert.IsLessThan(RowCount, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Changing_A_Fetched_Value_Should_Not_Change_The_Data()
    {
        using var cursor = _view.GetRowCursor(_view.Schema);
        var getter = cursor.GetGetter<VBuffer<byte>>(cursor.Schema[0]);
        VBuffer<byte> value = default;
        cursor.MoveNext();
        getter(ref value);
        var editor = VBufferEditor.CreateFromBuffer(ref value);
        editor.Values[0] ^= 0xFF;

        Assert.AreEqual(Rows.Of(_view)[0].Pixels[0], (byte)(value.GetValues()[0] ^ 0xFF));
    }

    [TestMethod]
    public void Shuffling_Should_Give_Every_Row_Once_Under_Its_Own_Id()
    {
        var ordered = Rows.Of(_view).ToDictionary(row => row.Id);

        var shuffled = Rows.Of(_view, new Random(1));

        Assert.IsTrue(_view.CanShuffle);
        Assert.HasCount(RowCount, shuffled);
        Assert.HasCount(RowCount, shuffled.Select(row => row.Id).ToHashSet());
        foreach (var row in shuffled)
        {
            Assert.AreEqual(ordered[row.Id].Label, row.Label);
            CollectionAssert.AreEqual(ordered[row.Id].Pixels, row.Pixels);
        }
    }

    [TestMethod]
    public void The_Order_Should_Follow_The_Seed()
    {
        var first = Ids(1);

        CollectionAssert.AreEqual(first, Ids(1));
        CollectionAssert.AreNotEqual(first, Ids(2));
        CollectionAssert.AreNotEqual(first, Rows.Of(_view).Select(row => row.Id).ToList());

        List<DataViewRowId> Ids(int seed) => [.. Rows.Of(_view, new Random(seed)).Select(row => row.Id)];
    }

    [TestMethod]
    public void A_Cursor_Set_Should_Give_Every_Row_Once()
    {
        var cursors = _view.GetRowCursorSet(_view.Schema, 4);

        var ids = cursors.SelectMany(Rows.Of).Select(row => row.Id).ToList();

        CollectionAssert.AreEquivalent(Rows.Of(_view).Select(row => row.Id).ToList(), ids);
    }

    [TestMethod]
    public void Several_Cursors_Should_Run_At_Once()
    {
        var expected = Rows.Of(_view);

        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var rows = Rows.Of(_view, i % 2 == 0 ? null : new Random(i));
            foreach (var row in rows)
                CollectionAssert.AreEqual(expected[(int)row.Id.Low].Pixels, row.Pixels);
            Assert.HasCount(RowCount, rows);
        });
    }

    [TestMethod]
    public void Images_Should_Be_Fetched_Once_However_Many_Cursors_Start_At_Once()
    {
        var fetched = 0;
        var view = View(10, () => Interlocked.Increment(ref fetched));

        Parallel.For(0, 8, _ => Rows.Of(view));

        Assert.AreEqual(1, fetched);
    }

    [TestMethod]
    public void MLNet_Transforms_Should_Take_The_View()
    {
        var ml = new MLContext(seed: 1);
        var floats = ml.Transforms.Conversion.ConvertType("Pixels", outputKind: DataKind.Single);
        var view = floats.Fit(_view).Transform(_view);
        var split = ml.Data.TrainTestSplit(ml.Data.ShuffleRows(ml.Data.Cache(view)), 0.2);

        var count = split.TrainSet.GetColumn<float[]>("Pixels").Count()
            + split.TestSet.GetColumn<float[]>("Pixels").Count();

        Assert.AreEqual(RowCount, count);
    }

    private static LabelledImagesView View(int rows, Action? onFetch = null)
    {
        var schema = LabelledImagesSchema.Create("Pixels", "Label", 2, 2, 10, FashionMnist.ClassNames);
        return new LabelledImagesView(schema, () =>
        {
            onFetch?.Invoke();
            var pixels = new byte[rows * 4];
            new Random(3).NextBytes(pixels);
            return new LabelledImages(pixels, [.. Enumerable.Range(0, rows).Select(row => (byte)(row % 10))], 2, 2);
        }, () => rows);
    }
}
