#include "base/shared_list.h"

#include <gtest/gtest.h>
#include <string>

namespace candour {
namespace {

using List = SharedList<std::string>;

TEST(SharedList, ACopySharesWhatNeitherChanges) {
  List one{"a", "b", "c"};
  const List other = one;
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(&std::as_const(one)[i], &other[i]);
  one[1] = "changed";
  EXPECT_EQ(other[1], "b");
  EXPECT_EQ(&std::as_const(one)[0], &other[0]);
  EXPECT_NE(&std::as_const(one)[1], &other[1]);
}

TEST(SharedList, WhicheverIsChangedTheOtherStaysAsItWas) {
  List one{"a", "b"};
  List other = one;
  other.back() = "theirs";
  one.front() = "ours";
  EXPECT_EQ(one, (List{"ours", "b"}));
  EXPECT_EQ(other, (List{"a", "theirs"}));
  List part;
  part.share(other, 1);
  other.back() = "theirs";
  EXPECT_EQ(part, (List{"theirs"}));
  other.back() = "not ours any more";
  EXPECT_EQ(part, (List{"theirs"}));
  other.back() = "theirs";
  const List third = other;
  *other.begin() = "again";
  EXPECT_EQ(third, (List{"a", "theirs"}));
}

TEST(SharedList, WhatIsItsOwnIsChangedInPlace) {
  List one{"a", "b"};
  const std::string* before = &one[0];
  one[0] = "c";
  EXPECT_EQ(&one[0], before);
  { const List other = one; }
  EXPECT_NE(&one[0], before) << "it was shared once, and nobody can tell whether it still is";
}

TEST(SharedList, ReadsAsAVector) {
  List list;
  EXPECT_TRUE(list.empty());
  for (const char* each : {"a", "c", "d"}) list.push_back(each);
  list.insert(list.begin() + 1, "b");
  EXPECT_EQ(list, (List{"a", "b", "c", "d"}));
  list.erase(list.begin());
  const auto found = std::lower_bound(list.begin(), list.end(), std::string("c"));
  EXPECT_EQ(found - list.begin(), 1);
  EXPECT_EQ(*found, "c");
  List moved = std::move(list);
  EXPECT_EQ(moved.size(), 3u);
  list = moved;
  list[0] = "z";
  EXPECT_EQ(moved[0], "b");
  std::string all;
  for (const std::string& each : moved) all += each;
  EXPECT_EQ(all, "bcd");
}

}  // namespace
}  // namespace candour
