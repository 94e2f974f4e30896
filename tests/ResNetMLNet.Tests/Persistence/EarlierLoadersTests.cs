using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Tests.Persistence;

[TestClass]
public sealed class EarlierLoadersTests
{
    /// <summary>
    /// PixelsToFeatures (4 x 4 to 2 x 2, mean 0.5), LoadImages and ImagesToFeatures (3 x 3), saved when both lay in the assembly
    /// ResNetMLNet.
    /// </summary>
    private const string Chain =
          "UEsDBBQAAAAIAIqDe12l77AQLwAAAC8AAAAYAAAAVHJhaW5pbmdJbmZvL1ZlcnNpb24udHh0BcHBDQAgCASwv6uYmDsBlXGUwP4j2NrAYL9aW5"
        + "CBcGLFDM/yZF1RkLKVtHp+2gdQSwMEFAAAAAgAioN7XZMhukCQAAAAcgEAACgAAABUcmFuc2Zvcm1lckNoYWluL1RyYW5zZm9ybV8wMDAvTW9k"
        + "ZWwua2V5rY+xCoMwEIY/fYJOnfoAPkKhgxRUKCRV2gxdHW6wCAUTwdG+edGcs0v/5Pjy/3AXzhpsXZQmJWGp5S7KIsjUH9Sf1Z/UN7dXVV7dMy"
        + "Geppuk9+5TSRvGQTw7euu8QemUx73GP0m/W5lqfef5onkeOefb/tveFUJLYGRA8DR0TAg9nsea3BECFqMvUxa1xdgfUEsDBBQAAAAIAIqDe10R"
        + "Csdq4AAAAPcBAAAoAAAAVHJhbnNmb3JtZXJDaGFpbi9UcmFuc2Zvcm1fMDAxL01vZGVsLmtleb2PQUvDQBSEv+jNk/UX1LsEY5GeeiimSHGXFC"
        + "net8mmFpMsbDaH/jf/k0ePkV2X0pNH571hmMcw8KRAFvlKXJDg6ddj8itMor+O/jb6m+jX8lkUy/z1kgTPdav2WhhVabu1qutrY1v+wFfs+446"
        + "i/rJ/yA503Ecx+QqHk4P0qLYo9mgcLwjOVBiMfQYahwpEkF6ll3SoWg44kK6544pb2gsPQcMHQsyUu5P9IknBhocAxbNgg7NgMOGNp/YMLCjCa"
        + "0vaI5sMXygQ2NJyZwdGTNqakoqHqjCPJIhVnkhEfIHUEsDBBQAAAAIAIqDe11YvvpLjgAAAHYBAAAoAAAAVHJhbnNmb3JtZXJDaGFpbi9UcmFu"
        + "c2Zvcm1fMDAyL01vZGVsLmtlea2PsQrCMBCGv+ouTuJjdHdQsa0EEgvawTVD6GItNK1zfHOJPUFcuvhfjj8fx91xRmPKLNczEmLGF5WORiq8FN"
        + "4Jr4WVORb5vrokjKEaWztftYWz/dA5z4TuMu8hfhVfTTX+SbLu7fOffIaw+a5D2C6EP/cfaLnRMtDhUTRYahxnHJ4Tjh6Dlp/Os9KgzQtQSwME"
        + "FAAAAAgAioN7XQiE1h+9AAAAwAEAABoAAABUcmFuc2Zvcm1lckNoYWluL01vZGVsLmtleb3NMU7DYBCE0RcoaDkCB0ARBiGqFMgJAmETigjROo"
        + "4tIowt/bELbsQRKDkasgmIDqp8s6NtZnfSRDqfzpI9I7376Tn0Px6vxNeXN3cjX1qErN6UTXgpQvyUreu/7t+3fR/fvdv9Zjfs4+CXU2u5oLHR"
        + "KLXGUomxqUwrc+zIg0KwsdaoTUTGTn7cJ2KdSqsTFCZqhU4ryFRD4l5nqRr6bhVeLTSeFcPHXO7CUuRMqZRbObUadC6SzKbzVJJ+AlBLAwQUAA"
        + "AACACKg3tdoVRlM1IAAABdAQAABgAAAFNjaGVtYXP29WFwCXNiYGNgBEMYDUIgEAqlYYCJYXgBtoDMitScYvYwp9K0tNQiIRanypJUsC9ZoJgR"
        + "HBzIgCUgsSSDIyS1oiS4IDEPiwIGpzAXBh9fZwBQSwECFAMUAAAACACKg3tdpe+wEC8AAAAvAAAAGAAAAAAAAAAAAAAApIEAAAAAVHJhaW5pbm"
        + "dJbmZvL1ZlcnNpb24udHh0UEsBAhQDFAAAAAgAioN7XZMhukCQAAAAcgEAACgAAAAAAAAAAAAAAKSBZQAAAFRyYW5zZm9ybWVyQ2hhaW4vVHJh"
        + "bnNmb3JtXzAwMC9Nb2RlbC5rZXlQSwECFAMUAAAACACKg3tdEQrHauAAAAD3AQAAKAAAAAAAAAAAAAAApIE7AQAAVHJhbnNmb3JtZXJDaGFpbi"
        + "9UcmFuc2Zvcm1fMDAxL01vZGVsLmtleVBLAQIUAxQAAAAIAIqDe11YvvpLjgAAAHYBAAAoAAAAAAAAAAAAAACkgWECAABUcmFuc2Zvcm1lckNo"
        + "YWluL1RyYW5zZm9ybV8wMDIvTW9kZWwua2V5UEsBAhQDFAAAAAgAioN7XQiE1h+9AAAAwAEAABoAAAAAAAAAAAAAAKSBNQMAAFRyYW5zZm9ybW"
        + "VyQ2hhaW4vTW9kZWwua2V5UEsBAhQDFAAAAAgAioN7XaFUZTNSAAAAXQEAAAYAAAAAAAAAAAAAAKSBKgQAAFNjaGVtYVBLBQYAAAAABgAGAMQB"
        + "AACgBAAAAAA=";

    [TestMethod]
    public void Load_Should_Read_Featurizers_From_Before_They_Had_An_Assembly_Of_Their_Own()
    {
        var ml = new MLContext();
        var data = ml.Data.LoadFromEnumerable([new Row { Pixels = [.. Enumerable.Repeat((byte)255, 16)] }]);

        var model = ml.Model.Load(new MemoryStream(Convert.FromBase64String(Chain)), out _);

        Assert.AreSequenceEqual([0.5f, 0.5f, 0.5f, 0.5f], model.Transform(data).GetColumn<float[]>("Features").Single());
        Assert.AreEqual(27, ((VectorDataViewType)model.GetOutputSchema(data.Schema)["Colours"].Type).Size);
    }

    [TestMethod]
    public void Load_Should_Read_Files_From_Before_And_After_In_One_Context()
    {
        var ml = new MLContext();
        var data = ml.Data.LoadFromEnumerable([new Row { Pixels = new byte[16] }]);
        var earlier = ml.Model.Load(new MemoryStream(Convert.FromBase64String(Chain)), out var schema);
        using var file = new MemoryStream();

        ml.Model.Save(earlier, schema, file);
        file.Position = 0;
        var later = ml.Model.Load(file, out _);

        Assert.AreSequenceEqual([-0.5f, -0.5f, -0.5f, -0.5f], later.Transform(data).GetColumn<float[]>("Features").Single());
    }

    private sealed class Row
    {
        [VectorType(4, 4)]
        public byte[] Pixels { get; set; } = [];

        public string Path { get; set; } = string.Empty;
    }
}
