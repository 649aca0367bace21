using System.Linq;

namespace Unrolled.EndToEnd.Tests.Training;

/// <summary>
/// The roommate who cooks: on a sunny day tomorrow's dish is the next of three, on a rainy day the one before. There are 3 * 2^7 = 384 weeks,
/// and the whole puzzle is to carry the dish from day to day.
/// </summary>
internal static class Roommate
{
    public const int Weeks = 3 << Days;

    private const int Days = 7;
    private const int Dishes = 3;

    /// <summary>Sun, rain, and on the first day yesterday's dish one-hot, [7, 5].</summary>
    public static float[] Inputs(int week) => [.. Enumerable.Range(0, Days).SelectMany(day => Input(week, day))];

    /// <summary>The dishes of the days, one-hot, [7, 3].</summary>
    public static float[] Targets(int week) => [.. DishesOf(week).SelectMany(OneHot)];

    /// <summary>The dishes of the days.</summary>
    public static int[] DishesOf(int week)
    {
        int dish = Yesterdays(week);
        var dishes = new int[Days];
        for (int day = 0; day < Days; day++)
            dishes[day] = dish = (dish + (IsSunny(week, day) ? 1 : Dishes - 1)) % Dishes;
        return dishes;
    }

    private static float[] Input(int week, int day)
    {
        float sun = IsSunny(week, day) ? 1 : 0;
        return [sun, 1 - sun, .. day == 0 ? OneHot(Yesterdays(week)) : new float[Dishes]];
    }

    private static float[] OneHot(int dish) => [.. Enumerable.Range(0, Dishes).Select(index => index == dish ? 1f : 0f)];

    private static bool IsSunny(int week, int day) => (week >> day & 1) != 0;

    private static int Yesterdays(int week) => week >> Days;
}
