namespace Unrolled.Benchmarks.Models;

/// <summary>All declared models.</summary>
internal static class ModelCatalog
{
    private static readonly Declaration[] s_all =
    [
        new SequenceDeclaration<Auto.ElmanS>(ModelFamily.Auto, Cell.Elman, "S"),
        new SequenceDeclaration<Auto.ElmanM>(ModelFamily.Auto, Cell.Elman, "M"),
        new SequenceDeclaration<Auto.ElmanL>(ModelFamily.Auto, Cell.Elman, "L"),
        new SequenceDeclaration<Auto.ElmanXl>(ModelFamily.Auto, Cell.Elman, "XL"),
        new SequenceDeclaration<Auto.LstmS>(ModelFamily.Auto, Cell.Lstm, "S"),
        new SequenceDeclaration<Auto.LstmM>(ModelFamily.Auto, Cell.Lstm, "M"),
        new SequenceDeclaration<Auto.LstmL>(ModelFamily.Auto, Cell.Lstm, "L"),
        new SequenceDeclaration<Auto.LstmXl>(ModelFamily.Auto, Cell.Lstm, "XL"),
        new SequenceDeclaration<Auto.GruS>(ModelFamily.Auto, Cell.Gru, "S"),
        new SequenceDeclaration<Auto.GruM>(ModelFamily.Auto, Cell.Gru, "M"),
        new SequenceDeclaration<Auto.GruL>(ModelFamily.Auto, Cell.Gru, "L"),
        new SequenceDeclaration<Auto.GruXl>(ModelFamily.Auto, Cell.Gru, "XL"),
        new StreamDeclaration<Auto.LstmSt16, Auto.LstmSt16.State>(ModelFamily.Auto, Cell.Lstm, "st16"),
        new StreamDeclaration<Auto.LstmSt32, Auto.LstmSt32.State>(ModelFamily.Auto, Cell.Lstm, "st32"),
        new StreamDeclaration<Auto.LstmSt128, Auto.LstmSt128.State>(ModelFamily.Auto, Cell.Lstm, "st128"),
        new StreamDeclaration<Auto.GruSt16, Auto.GruSt16.State>(ModelFamily.Auto, Cell.Gru, "st16"),
        new StreamDeclaration<Auto.GruSt32, Auto.GruSt32.State>(ModelFamily.Auto, Cell.Gru, "st32"),
        new StreamDeclaration<Auto.GruSt128, Auto.GruSt128.State>(ModelFamily.Auto, Cell.Gru, "st128"),
        new SequenceDeclaration<Widest.ElmanS>(ModelFamily.Widest, Cell.Elman, "S"),
        new SequenceDeclaration<Widest.ElmanM>(ModelFamily.Widest, Cell.Elman, "M"),
        new SequenceDeclaration<Widest.ElmanL>(ModelFamily.Widest, Cell.Elman, "L"),
        new SequenceDeclaration<Widest.ElmanXl>(ModelFamily.Widest, Cell.Elman, "XL"),
        new SequenceDeclaration<Widest.LstmS>(ModelFamily.Widest, Cell.Lstm, "S"),
        new SequenceDeclaration<Widest.LstmM>(ModelFamily.Widest, Cell.Lstm, "M"),
        new SequenceDeclaration<Widest.LstmL>(ModelFamily.Widest, Cell.Lstm, "L"),
        new SequenceDeclaration<Widest.LstmXl>(ModelFamily.Widest, Cell.Lstm, "XL"),
        new SequenceDeclaration<Widest.GruS>(ModelFamily.Widest, Cell.Gru, "S"),
        new SequenceDeclaration<Widest.GruM>(ModelFamily.Widest, Cell.Gru, "M"),
        new SequenceDeclaration<Widest.GruL>(ModelFamily.Widest, Cell.Gru, "L"),
        new SequenceDeclaration<Widest.GruXl>(ModelFamily.Widest, Cell.Gru, "XL"),
        new StreamDeclaration<Widest.LstmSt16, Widest.LstmSt16.State>(ModelFamily.Widest, Cell.Lstm, "st16"),
        new StreamDeclaration<Widest.LstmSt32, Widest.LstmSt32.State>(ModelFamily.Widest, Cell.Lstm, "st32"),
        new StreamDeclaration<Widest.LstmSt128, Widest.LstmSt128.State>(ModelFamily.Widest, Cell.Lstm, "st128"),
        new StreamDeclaration<Widest.GruSt16, Widest.GruSt16.State>(ModelFamily.Widest, Cell.Gru, "st16"),
        new StreamDeclaration<Widest.GruSt32, Widest.GruSt32.State>(ModelFamily.Widest, Cell.Gru, "st32"),
        new StreamDeclaration<Widest.GruSt128, Widest.GruSt128.State>(ModelFamily.Widest, Cell.Gru, "st128"),
    ];

    /// <summary>All models of a family.</summary>
    public static IEnumerable<Declaration> Of(ModelFamily family) => s_all.Where(declaration => declaration.Vectors == family);
}
