package org.odradek.sync.server.downgrade;

import java.util.BitSet;
import java.util.random.RandomGenerator;

/// Why a device comes when it comes. Each draws the hours of a device's visits; hour 0 is a Monday's midnight.
enum Habit {
    OFFICE_DESKTOP {
        @Override
        BitSet hours(int total, RandomGenerator random) {
            var hours = new BitSet(total);
            int vacation = 0;
            for (int day = 0; day < total / DAY; day++) {
                if (vacation == 0 && random.nextInt(130) == 0) {
                    vacation = 7 + random.nextInt(14);
                }
                vacation = Math.max(0, vacation - 1);
                if (isWeekend(day) || vacation > 0 || random.nextInt(16) == 0) {
                    continue;
                }
                some(hours, day, 8, 18, 0.85, random);
            }
            return hours;
        }
    },
    COMMUTER_PHONE {
        @Override
        BitSet hours(int total, RandomGenerator random) {
            var hours = new BitSet(total);
            for (int day = 0; day < total / DAY; day++) {
                if (random.nextInt(30) == 0) {
                    continue;
                }
                some(hours, day, 7, 9, isWeekend(day) ? 0.1 : 0.8, random);
                some(hours, day, 17, 19, isWeekend(day) ? 0.2 : 0.8, random);
                some(hours, day, 20, 23, 0.25, random);
            }
            return hours;
        }
    },
    WEEKEND_LAPTOP {
        @Override
        BitSet hours(int total, RandomGenerator random) {
            var hours = new BitSet(total);
            boolean isThere = true;
            for (int day = 0; day < total / DAY; day++) {
                if (day % 7 == 5) {
                    isThere = random.nextInt(10) > 0;
                }
                if (isWeekend(day) && isThere) {
                    some(hours, day, 10, 22, 0.3, random);
                }
            }
            return hours;
        }
    },
    DEAD_PHONE {
        @Override
        BitSet hours(int total, RandomGenerator random) {
            var hours = COMMUTER_PHONE.hours(total, random);
            int end = (int) (total * (0.1 + 0.8 * random.nextDouble()));
            hours.clear(end, total);
            return hours;
        }
    },
    HOLIDAY_LAPTOP {
        @Override
        BitSet hours(int total, RandomGenerator random) {
            var hours = new BitSet(total);
            int day = random.nextInt(100);
            while (day < total / DAY) {
                int end = day + 6 + random.nextInt(12);
                for (; day < Math.min(end, total / DAY); day++) {
                    some(hours, day, 9, 23, 0.2, random);
                }
                day += 50 + random.nextInt(110);
            }
            return hours;
        }
    },
    RANDOM_VISITOR {
        @Override
        BitSet hours(int total, RandomGenerator random) {
            var hours = new BitSet(total);
            double meanHours = 24 * (3 + 22 * random.nextDouble());
            double at = random.nextExponential() * meanHours;
            while (at < total) {
                hours.set((int) at);
                at += 1 + random.nextExponential() * meanHours;
            }
            return hours;
        }
    };

    private static final int DAY = 24;

    abstract BitSet hours(int total, RandomGenerator random);

    private static boolean isWeekend(int day) {
        return day % 7 >= 5;
    }

    private static void some(
            BitSet hours, int day, int from, int to, double chance, RandomGenerator random) {
        for (int hour = from; hour < to; hour++) {
            if (random.nextDouble() < chance) {
                hours.set(day * DAY + hour);
            }
        }
    }
}
