using var engine = Predictions.LoadEngine(args[0]);
foreach (var picture in Picture.DrawAll())
    Console.WriteLine(engine.Predict(picture));
