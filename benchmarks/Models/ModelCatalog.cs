namespace Unrolled.Benchmarks.Models;

/// <summary>All declared models. A family declared anew, such as the widest vectors', is one more list here and one more file beside it.</summary>
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
    ];

    /// <summary>All models of a family; none where it has not been declared.</summary>
    public static IEnumerable<Declaration> Of(ModelFamily family) => s_all.Where(declaration => declaration.Vectors == family);
}
